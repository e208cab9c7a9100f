package io.tokenmint;

import io.tokenmint.spi.Client;
import io.tokenmint.spi.Scope;
import io.tokenmint.spi.StoredToken;
import java.time.Instant;
import java.util.List;

/** What a token is worth at a time (RFC 7662 section 2.2). */
public sealed interface Introspection {
    /** The token is not good: unknown, malformed, expired, revoked, idle, or its client is gone or disabled. Why is not said. */
    record Inactive() implements Introspection {
        static final Inactive INSTANCE = new Inactive();
    }

    /**
     * The token is good.
     *
     * @param token what the store keeps of it
     * @param client the client it was issued to, as it is now
     */
    record Active(StoredToken token, Client client) implements Introspection {
        /**
         * Whom the token was issued to.
         *
         * @return the client id
         */
        public String clientId() {
            return token.authorization().clientId();
        }

        /**
         * What the token permits.
         *
         * @return the scope, as the token response said
         */
        public Scope scope() {
            return token.authorization().scope();
        }

        /**
         * The resources the token is meant for.
         *
         * @return the audience, possibly empty
         */
        public List<String> audience() {
            return token.authorization().audience();
        }

        /**
         * When the token was issued.
         *
         * @return the time, to the millisecond
         */
        public Instant issuedAt() {
            return token.issuedAt();
        }

        /**
         * When the token stops being good.
         *
         * @return the time, a whole second
         */
        public Instant expiresAt() {
            return token.expiresAt();
        }
    }
}
