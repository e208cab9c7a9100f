package io.tokenmint.http;

/** A {@link TokenVerifier} cannot tell now what a token is worth. Its message never holds a token or a secret. */
public final class VerifierUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * A failure that the verifier found itself.
     *
     * @param message what failed, and what an operator can do about it
     */
    public VerifierUnavailableException(String message) {
        super(message);
    }

    /**
     * A failure reported from below.
     *
     * @param message what failed, and what an operator can do about it
     * @param cause what the store or the network reported
     */
    public VerifierUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
