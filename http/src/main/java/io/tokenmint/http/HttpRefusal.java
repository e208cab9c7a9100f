package io.tokenmint.http;

/** Thrown when a request is refused for how it was sent, with a status that RFC 6749 does not know. It is no fault. */
final class HttpRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    /**
     * Refuses with {@code invalid_request}.
     *
     * @param status the status, such as 413
     * @param description fixed text for {@code error_description}
     */
    HttpRefusal(int status, String description) {
        super(description, null, false, false);
        this.status = status;
    }

    int status() {
        return status;
    }

    String description() {
        return String.valueOf(getMessage());
    }
}
