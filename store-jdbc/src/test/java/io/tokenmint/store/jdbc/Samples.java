package io.tokenmint.store.jdbc;

import io.tokenmint.spi.Authorization;
import io.tokenmint.spi.Scope;
import io.tokenmint.spi.StoredToken;
import io.tokenmint.spi.TokenKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Tokens to try things with. */
final class Samples {
    static final Instant NOW = Instant.parse("2026-11-23T10:00:00.123Z");
    static final Authorization AUTHORIZATION = authorization("acme", "a.read");

    private Samples() {}

    static Authorization authorization(String clientId, String... scope) {
        return new Authorization(clientId, 7, Scope.of(scope), List.of(), Duration.ofHours(4), "");
    }

    static StoredToken token() {
        return token(AUTHORIZATION, NOW);
    }

    /** A token with a random key, issued at a time. */
    static StoredToken token(Authorization authorization, Instant issuedAt) {
        byte[] hash = new byte[32];
        ThreadLocalRandom.current().nextBytes(hash);
        Instant expiresAt = issuedAt.plus(authorization.lifetime());
        return new StoredToken(TokenKey.of(TokenKey.slotOf(expiresAt), hash), authorization, issuedAt, expiresAt);
    }
}
