package io.tokenmint.store.memory;

import io.tokenmint.spi.Authorization;
import io.tokenmint.spi.Scope;
import io.tokenmint.spi.StoredToken;
import io.tokenmint.spi.TokenKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;

/** Tokens with random keys. */
final class Tokens {
    static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    static final Authorization AUTHORIZATION =
            new Authorization("acme", 7, Scope.of("a.read"), List.of(), Duration.ofHours(4), "");

    private final SplittableRandom random = new SplittableRandom(42);

    StoredToken token(Instant issuedAt, Instant expiresAt) {
        return token(AUTHORIZATION, issuedAt, expiresAt);
    }

    StoredToken token(Authorization authorization, Instant issuedAt, Instant expiresAt) {
        long slot = Integer.toUnsignedLong(TokenKey.slotOf(expiresAt));
        TokenKey key = new TokenKey(
                slot << 32 | random.nextLong() >>> 32, random.nextLong(), random.nextLong(), random.nextLong());
        return new StoredToken(key, authorization, issuedAt, expiresAt);
    }

    /** A token that expires the given number of minutes after {@link #NOW}, when it is issued. */
    StoredToken endingIn(int minutes) {
        return token(NOW, NOW.plus(Duration.ofMinutes(minutes)));
    }
}
