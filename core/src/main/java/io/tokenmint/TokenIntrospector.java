package io.tokenmint;

import io.tokenmint.spi.StoreException;
import io.tokenmint.spi.StoredToken;
import io.tokenmint.spi.TokenKey;
import io.tokenmint.spi.TokenStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out whether a token is good: its record, its client, its age, and where asked for its last use. */
final class TokenIntrospector {
    private static final Logger LOG = LoggerFactory.getLogger(TokenService.class);
    private static final String ACTIVE = "active";

    private final TokenStore tokens;
    private final ClientProfiles profiles;
    private final TokenMinter minter;
    private final Listeners listeners;

    TokenIntrospector(TokenStore tokens, ClientProfiles profiles, TokenMinter minter, Listeners listeners) {
        this.tokens = tokens;
        this.profiles = profiles;
        this.minter = minter;
        this.listeners = listeners;
    }

    /** What a token is worth, to a caller that may see it; without a caller, to the host, which may see all. */
    Introspection introspect(String token, Optional<Caller> caller, Instant now) {
        long started = listeners.startTime();
        TokenKey key = minter.keyOf(token, now);
        if (key == null) {
            return inactive("malformed", null, caller, now, started);
        }
        StoredToken stored = tokens.find(key).orElse(null);
        if (stored == null) {
            return inactive("unknown", null, caller, now, started);
        }
        // Before its client is looked up: what the caller may not see must cost what an unknown token costs.
        if (caller.isPresent() && !TokenVisibility.maySee(caller.get().client(), stored.authorization())) {
            return inactive("not_visible", stored, caller, now, started);
        }
        ClientProfile client = profiles.find(stored.authorization().clientId());
        String reason = reason(stored, client, now);
        if (client == null || !reason.equals(ACTIVE)) {
            return inactive(reason, stored, caller, now, started);
        }
        recordUse(stored, client, now);
        tell(ACTIVE, stored, caller, now, started);
        return new Introspection.Active(stored, client.client());
    }

    /** Whether a token is good now, whoever asks. */
    boolean isGood(StoredToken stored, Instant now) {
        return reason(stored, profiles.find(stored.authorization().clientId()), now)
                .equals(ACTIVE);
    }

    private static String reason(StoredToken stored, @Nullable ClientProfile client, Instant now) {
        // On or after the expiry means expired.
        if (!now.isBefore(stored.expiresAt())) {
            return "expired";
        }
        if (client == null) {
            return "client_deleted";
        }
        if (!client.client().enabled()) {
            return "client_disabled";
        }
        if (client.client().generation() != stored.authorization().generation()) {
            return "generation_ended";
        }
        if (!TokenVisibility.keepsTenant(client.client(), stored.authorization())) {
            return "tenant_ended";
        }
        return isIdle(stored, client, now) ? "idle" : ACTIVE;
    }

    /** Whether it was unused for the idle time and the quarter by which its recorded use may lag behind. */
    private static boolean isIdle(StoredToken stored, ClientProfile client, Instant now) {
        if (!client.idleExpiry()) {
            return false;
        }
        Duration limit = client.sessionIdleTime().multipliedBy(5).dividedBy(4);
        return !now.isBefore(stored.lastUsedAt().plus(limit));
    }

    private void recordUse(StoredToken stored, ClientProfile client, Instant now) {
        if (!client.idleExpiry()
                || now.isBefore(
                        stored.lastUsedAt().plus(client.sessionIdleTime().dividedBy(4)))) {
            return;
        }
        try {
            tokens.recordUse(stored.key(), now);
        } catch (StoreException e) {
            LOG.warn("the use of token {} was not recorded; it may end early as idle", stored.key(), e);
        }
    }

    private Introspection inactive(
            String reason, @Nullable StoredToken stored, Optional<Caller> caller, Instant now, long started) {
        tell(reason, stored, caller, now, started);
        return Introspection.Inactive.INSTANCE;
    }

    private void tell(String reason, @Nullable StoredToken stored, Optional<Caller> caller, Instant now, long started) {
        if (!listeners.isEmpty()) {
            Optional<String> clientId = Optional.ofNullable(stored)
                    .map(found -> found.authorization().clientId());
            listeners.tell(new TokenEvent.Introspected(
                    now,
                    Listeners.since(started),
                    reason.equals(ACTIVE),
                    reason,
                    clientId,
                    caller.map(asking -> asking.client().id()),
                    caller.flatMap(Caller::source)));
        }
    }
}
