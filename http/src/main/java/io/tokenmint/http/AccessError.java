package io.tokenmint.http;

/**
 * Why a protected resource is not given: the error table of RFC 6750 section 3.1, with what its section 3 says of a request
 * without credentials, and what a verifier adds that cannot be asked.
 */
public enum AccessError {
    /** No Bearer token came in the header. RFC 6750 section 3.1: the challenge then says no error. */
    NO_CREDENTIALS("", 401),

    /** The header is malformed, a token comes in two ways, or the request does not name its tenant. */
    INVALID_REQUEST("invalid_request", 400),

    /** The token is unknown, expired, revoked, idle, or for another audience; which of them is not said. */
    INVALID_TOKEN("invalid_token", 401),

    /** The token is good and does not permit this. */
    INSUFFICIENT_SCOPE("insufficient_scope", 403),

    /** Nobody can tell now what the token is worth. */
    TEMPORARILY_UNAVAILABLE("temporarily_unavailable", 503);

    private final String code;
    private final int status;

    AccessError(String code, int status) {
        this.code = code;
        this.status = status;
    }

    /**
     * The code on the wire.
     *
     * @return the {@code error} value; empty when none is said
     */
    public String code() {
        return code;
    }

    /**
     * The status that goes with it.
     *
     * @return an HTTP status code
     */
    public int status() {
        return status;
    }
}
