package io.tokenmint;

import java.time.Duration;
import java.util.Optional;

/**
 * Thrown by whatever step of a request decides that there is no token; {@link TokenService} turns it into a
 * {@link TokenResponse.Refused}. It has no stack trace: refusing is not a fault.
 */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What the client is told as a code. */
    private final TokenError error;

    /** What the client is not told. */
    private final String reason;

    /** What the client is told as a sentence. */
    private final String description;

    /** When the client may try again; zero for whenever it likes. */
    private final long retryAfterSeconds;

    /**
     * Refuses with the standard description of the error.
     *
     * @param error what the client is told
     * @param reason what operators are told and the client is not: a fixed lower-case word such as {@code wrong_secret}, never
     *     anything from the request
     */
    public Refusal(TokenError error, String reason) {
        this(error, reason, error.description());
    }

    /**
     * Refuses with a description that tells the client what to do.
     *
     * @param error what the client is told
     * @param reason what operators are told: a fixed lower-case word, never anything from the request
     * @param description fixed text for {@code error_description}: printable ASCII without quote and backslash (RFC 6749
     *     appendix A.8), never anything from the request
     */
    public Refusal(TokenError error, String reason, String description) {
        this(error, reason, description, 0);
    }

    private Refusal(TokenError error, String reason, String description, long retryAfterSeconds) {
        super(error.code() + ": " + reason, null, false, false);
        this.error = error;
        this.reason = reason;
        this.description = description;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    static Refusal retryAfter(TokenError error, String reason, Duration wait) {
        return new Refusal(
                error,
                reason,
                error.description(),
                Math.max(1, wait.plusMillis(999).toSeconds()));
    }

    /**
     * What the client is told.
     *
     * @return the error
     */
    public TokenError error() {
        return error;
    }

    /**
     * What operators are told.
     *
     * @return a fixed lower-case word
     */
    public String reason() {
        return reason;
    }

    /**
     * The refusal as an answer.
     *
     * @return error, description, and when to try again
     */
    public TokenResponse.Refused toResponse() {
        Optional<Duration> retryAfter =
                retryAfterSeconds == 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(retryAfterSeconds));
        return new TokenResponse.Refused(error, description, retryAfter);
    }
}
