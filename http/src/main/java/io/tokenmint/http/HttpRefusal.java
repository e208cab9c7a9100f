package io.tokenmint.http;

import io.tokenmint.Refusal;
import io.tokenmint.TokenError;

/** Thrown when a request is refused for how it was sent, with a status that RFC 6749 does not know. It is no fault. */
final class HttpRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String reason;

    /**
     * Refuses with {@code invalid_request}.
     *
     * @param status the status, such as 413
     * @param reason what operators are told: a fixed lower-case word
     * @param description fixed text for {@code error_description}
     */
    HttpRefusal(int status, String reason, String description) {
        super(description, null, false, false);
        this.status = status;
        this.reason = reason;
    }

    /** The same for those who listen, to whom the status says nothing that the reason does not. */
    Refusal toRefusal() {
        return new Refusal(TokenError.INVALID_REQUEST, reason, description());
    }

    int status() {
        return status;
    }

    String description() {
        return String.valueOf(getMessage());
    }
}
