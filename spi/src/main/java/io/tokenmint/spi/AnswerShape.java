package io.tokenmint.spi;

/** Which members a successful token response has. */
public enum AnswerShape {
    /**
     * The published answer of the OAuth Service, seven members: {@code access_token}, {@code token_type}, {@code expires_in},
     * {@code session_idle_time}, {@code refresh_token} (always {@code ""}), {@code refresh_token_expires_in} (always
     * {@code 0}), {@code scope}.
     */
    SERVICE,

    /** The same without the two refresh members, for client libraries that refuse an empty refresh token (RFC 6749 section 5.1). */
    STRICT
}
