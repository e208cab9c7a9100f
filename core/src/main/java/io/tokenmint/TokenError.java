package io.tokenmint;

/**
 * What a client is told when it gets no token: the error table of RFC 6749 section 5.2, with what RFC 8707 and a service under
 * load add. Codes and descriptions hold nothing from the request.
 */
public enum TokenError {
    /** A parameter is missing, repeated or malformed, or two ways of authentication were used at once. */
    INVALID_REQUEST("invalid_request", 400, "The request is malformed."),

    /** Authentication failed; the answer never says what about it. */
    INVALID_CLIENT("invalid_client", 401, "Client authentication failed."),

    /** What the grant presented is not valid, or was issued to somebody else. */
    INVALID_GRANT("invalid_grant", 400, "The grant is not valid."),

    /** The client may not use this grant. */
    UNAUTHORIZED_CLIENT("unauthorized_client", 400, "The client may not use this grant type."),

    /** The service has no such grant. */
    UNSUPPORTED_GRANT_TYPE("unsupported_grant_type", 400, "The grant type is not supported."),

    /** The scope is malformed, unknown, or none of it may be granted to this client. */
    INVALID_SCOPE("invalid_scope", 400, "The requested scope is not valid for this client."),

    /** The resource is malformed, unknown, or not for this client (RFC 8707 section 2). */
    INVALID_TARGET("invalid_target", 400, "The requested resource is not valid for this client."),

    /** The caller failed too often and is asked to wait. */
    TOO_MANY_REQUESTS("temporarily_unavailable", 429, "Too many failed requests; try again later."),

    /** The service cannot answer now, and will again. */
    TEMPORARILY_UNAVAILABLE("temporarily_unavailable", 503, "The service is temporarily unavailable; try again later."),

    /** The service is broken. */
    SERVER_ERROR("server_error", 500, "The service met an unexpected condition.");

    private final String code;
    private final int status;
    private final String description;

    TokenError(String code, int status, String description) {
        this.code = code;
        this.status = status;
        this.description = description;
    }

    /**
     * The code on the wire.
     *
     * @return the {@code error} value
     */
    public String code() {
        return code;
    }

    /**
     * The status that goes with the code over HTTP.
     *
     * @return an HTTP status code
     */
    public int status() {
        return status;
    }

    /**
     * What the code means, for people.
     *
     * @return the {@code error_description} value where the refusal has none of its own
     */
    public String description() {
        return description;
    }
}
