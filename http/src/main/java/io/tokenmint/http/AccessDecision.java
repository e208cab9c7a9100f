package io.tokenmint.http;

import io.tokenmint.spi.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a {@link BearerGuard} says to a request. */
public sealed interface AccessDecision {
    /**
     * The request may go on.
     *
     * @param token what its token is worth
     */
    record Granted(TokenFacts token) implements AccessDecision {
        /**
         * Who is calling.
         *
         * @return the client the token was issued to
         */
        public String clientId() {
            return token.clientId();
        }

        /**
         * On whose behalf.
         *
         * @return the tenant the token is bound to, if it is
         */
        public Optional<String> tenant() {
            return token.tenant();
        }

        /**
         * What the token permits.
         *
         * @return its scope
         */
        public Scope scope() {
            return token.scope();
        }

        /**
         * The resources the token is meant for.
         *
         * @return its audience, possibly empty
         */
        public List<String> audience() {
            return token.audience();
        }

        /**
         * When the token stops being good.
         *
         * @return the time, if the verifier knows it; one in this JVM always does
         */
        public Optional<Instant> expiresAt() {
            return token.expiresAt();
        }
    }

    /**
     * The request ends here. Nothing in it comes from the request.
     *
     * @param error why, with the status
     * @param reason what operators are told and the caller is not: a fixed lower-case word such as {@code other_tenant}
     * @param description the reason for people; empty with {@link AccessError#NO_CREDENTIALS}
     * @param headers the header fields of the answer: {@code WWW-Authenticate} with the challenge of RFC 6750 section 3, or
     *     {@code Retry-After} when nobody can tell now
     */
    record Denied(AccessError error, String reason, String description, Map<String, String> headers)
            implements AccessDecision {
        /** Copies. */
        public Denied {
            headers = Map.copyOf(headers);
        }

        /**
         * The status of the answer.
         *
         * @return 400, 401, 403 or 503
         */
        public int status() {
            return error.status();
        }

        /**
         * The challenge.
         *
         * @return the value of {@code WWW-Authenticate}; empty with status 503
         */
        public Optional<String> challenge() {
            return Optional.ofNullable(headers.get(Denials.WWW_AUTHENTICATE));
        }
    }
}
