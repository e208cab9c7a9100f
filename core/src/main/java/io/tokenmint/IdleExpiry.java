package io.tokenmint;

import io.tokenmint.spi.Client;
import io.tokenmint.spi.StoredToken;
import java.time.Duration;
import java.time.Instant;

/**
 * When a token that nobody uses ends, for clients where that is enforced. A use is recorded once in a quarter of the idle time
 * at most, so a token ends a quarter later than its recorded use says: never early, and at most that much late.
 */
final class IdleExpiry {
    private final boolean enforced;
    private final Duration idleTime;

    IdleExpiry(TokenSettings settings) {
        this.enforced = settings.idleExpiry();
        this.idleTime = settings.sessionIdleTime();
    }

    boolean hasEnded(StoredToken token, Client client, Instant now) {
        return isEnforced(client)
                && !now.isBefore(
                        token.lastUsedAt().plus(idleTime(client).multipliedBy(5).dividedBy(4)));
    }

    boolean isUseToRecord(StoredToken token, Client client, Instant now) {
        return isEnforced(client)
                && !now.isBefore(token.lastUsedAt().plus(idleTime(client).dividedBy(4)));
    }

    private boolean isEnforced(Client client) {
        return client.settings().idleExpiry().orElse(enforced);
    }

    private Duration idleTime(Client client) {
        return client.settings().sessionIdleTime().orElse(idleTime);
    }
}
