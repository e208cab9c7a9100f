package io.tokenmint.spi;

/** How a client proves who it is at the token endpoint (RFC 6749 section 2.3.1, RFC 7591 section 2). */
public enum AuthenticationMethod {
    /** Id and secret in an HTTP Basic header, form-encoded first. */
    CLIENT_SECRET_BASIC("client_secret_basic"),

    /** Id and secret as parameters of the form body; also what an in-process caller uses. */
    CLIENT_SECRET_POST("client_secret_post");

    private final String value;

    AuthenticationMethod(String value) {
        this.value = value;
    }

    /**
     * The registered name of the method.
     *
     * @return the value used in metadata, such as {@code client_secret_basic}
     */
    public String value() {
        return value;
    }
}
