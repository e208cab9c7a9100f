package io.tokenmint;

import io.tokenmint.spi.Client;
import io.tokenmint.spi.ClientStore;
import io.tokenmint.spi.StoreException;
import io.tokenmint.spi.StoredToken;
import io.tokenmint.spi.TokenKey;
import io.tokenmint.spi.TokenStore;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out whether a token is good: its record, its client, its age, and where asked for its last use. */
final class TokenIntrospector {
    private static final Logger LOG = LoggerFactory.getLogger(TokenService.class);
    private static final String ACTIVE = "active";

    private final ClientStore clients;
    private final TokenStore tokens;
    private final TokenMinter minter;
    private final Listeners listeners;
    private final IdleExpiry idleExpiry;

    TokenIntrospector(
            ClientStore clients, TokenStore tokens, TokenMinter minter, Listeners listeners, TokenSettings settings) {
        this.clients = clients;
        this.tokens = tokens;
        this.minter = minter;
        this.listeners = listeners;
        this.idleExpiry = new IdleExpiry(settings);
    }

    /** What a token is worth, to a caller that may see it; without a caller, to the host, which may see all. */
    Introspection introspect(String token, @Nullable Caller caller, Instant now) {
        long started = listeners.startTime();
        try {
            return introspect(token, caller, now, started);
        } catch (RuntimeException | Error fault) {
            listeners.tellFailed(Asking.caller(caller, now, started), "introspect", fault);
            throw fault;
        }
    }

    private Introspection introspect(String token, @Nullable Caller caller, Instant now, long started) {
        TokenKey key = minter.keyOf(token, now);
        if (key == null) {
            return inactive("malformed", null, caller, now, started);
        }
        StoredToken stored = tokens.find(key).orElse(null);
        if (stored == null) {
            return inactive("unknown", null, caller, now, started);
        }
        // Before its client is looked up: what the caller may not see must cost what an unknown token costs.
        if (caller != null && !TokenVisibility.maySee(caller.client(), stored.authorization())) {
            return inactive("not_visible", stored, caller, now, started);
        }
        Client client = clients.find(stored.authorization().clientId()).orElse(null);
        String reason = reason(stored, client, now);
        if (client == null || !reason.equals(ACTIVE)) {
            return inactive(reason, stored, caller, now, started);
        }
        if (idleExpiry.isUseToRecord(stored, client, now)) {
            recordUse(stored, now);
        }
        tell(ACTIVE, stored, caller, now, started);
        return new Introspection.Active(stored, client);
    }

    /** Whether a token is good now, whoever asks. */
    boolean isGood(StoredToken stored, Instant now) {
        Client client = clients.find(stored.authorization().clientId()).orElse(null);
        return reason(stored, client, now).equals(ACTIVE);
    }

    private String reason(StoredToken stored, @Nullable Client client, Instant now) {
        // On or after the expiry means expired.
        if (now.toEpochMilli() >= stored.expiresMillis()) {
            return "expired";
        }
        if (client == null) {
            return "client_deleted";
        }
        if (!client.enabled()) {
            return "client_disabled";
        }
        if (client.generation() != stored.authorization().generation()) {
            return "generation_ended";
        }
        if (!TokenVisibility.keepsTenant(client, stored.authorization())) {
            return "tenant_ended";
        }
        return idleExpiry.hasEnded(stored, client, now) ? "idle" : ACTIVE;
    }

    private void recordUse(StoredToken stored, Instant now) {
        try {
            tokens.recordUse(stored.key(), now);
        } catch (StoreException e) {
            LOG.warn("the use of token {} was not recorded; it may end early as idle", stored.key(), e);
        }
    }

    private Introspection inactive(
            String reason, @Nullable StoredToken stored, @Nullable Caller caller, Instant now, long started) {
        tell(reason, stored, caller, now, started);
        return Introspection.Inactive.INSTANCE;
    }

    private void tell(String reason, @Nullable StoredToken stored, @Nullable Caller caller, Instant now, long started) {
        if (!listeners.isEmpty()) {
            Optional<Caller> asking = Optional.ofNullable(caller);
            listeners.tell(new TokenEvent.Introspected(
                    now,
                    Listeners.since(started),
                    reason.equals(ACTIVE),
                    reason,
                    Optional.ofNullable(stored)
                            .map(found -> found.authorization().clientId()),
                    asking.map(known -> known.client().id()),
                    asking.flatMap(Caller::source)));
        }
    }
}
