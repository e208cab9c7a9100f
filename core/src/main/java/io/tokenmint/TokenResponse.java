package io.tokenmint;

import io.tokenmint.spi.AnswerShape;
import io.tokenmint.spi.Scope;
import java.time.Duration;
import java.util.Optional;

/** The answer to a {@link TokenRequest}: a token (RFC 6749 section 5.1) or an error (section 5.2). */
public sealed interface TokenResponse {
    /**
     * A token was issued, and the store has it.
     *
     * @param accessToken the token's text, for the {@code Authorization: Bearer} header; it exists here and nowhere else
     * @param expiresIn how long it lasts at least, in seconds: one less than its lifetime
     * @param sessionIdleTime the idle time the client is told, in seconds
     * @param scope what was granted
     * @param shape which members the answer has on the wire
     */
    record Issued(String accessToken, long expiresIn, long sessionIdleTime, Scope scope, AnswerShape shape)
            implements TokenResponse {
        /**
         * How the token is used.
         *
         * @return the {@code token_type}, always {@code Bearer} (RFC 6750)
         */
        public String tokenType() {
            return "Bearer";
        }

        /**
         * The answer without the token.
         *
         * @return what was granted and for how long
         */
        @Override
        public String toString() {
            return "Issued[expiresIn=" + expiresIn + ", scope=" + scope + ", shape=" + shape + "]";
        }
    }

    /**
     * No token was issued.
     *
     * @param error what went wrong, in the terms of RFC 6749 section 5.2
     * @param description what to do about it, for people; nothing in it comes from the request
     * @param retryAfter when to try again, in whole seconds, where that would help
     */
    record Refused(TokenError error, String description, Optional<Duration> retryAfter) implements TokenResponse {}
}
