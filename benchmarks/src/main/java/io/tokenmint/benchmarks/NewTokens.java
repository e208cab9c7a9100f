package io.tokenmint.benchmarks;

import io.tokenmint.spi.Authorization;
import io.tokenmint.spi.Scope;
import io.tokenmint.spi.StoredToken;
import io.tokenmint.spi.TokenKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** Tokens for stores: random keys in place of hashes. */
final class NewTokens {
    private static final Authorization AUTHORIZATION =
            new Authorization("acme", 7, Scope.of("a.read", "a.write"), List.of(), Duration.ofHours(4), "");

    private NewTokens() {}

    static StoredToken next() {
        return issuedAt(Instant.ofEpochMilli(System.currentTimeMillis()));
    }

    static StoredToken issuedAt(Instant now) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        Instant expiresAt = now.plus(AUTHORIZATION.lifetime());
        long word0 = (long) TokenKey.slotOf(expiresAt) << 32 | (random.nextInt() & 0xFFFF_FFFFL);
        TokenKey key = new TokenKey(word0, random.nextLong(), random.nextLong(), random.nextLong());
        return new StoredToken(key, AUTHORIZATION, now, expiresAt);
    }

    static List<StoredToken> next(int count) {
        return IntStream.range(0, count).mapToObj(number -> next()).toList();
    }
}
