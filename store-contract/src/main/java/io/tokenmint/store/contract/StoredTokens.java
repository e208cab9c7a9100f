package io.tokenmint.store.contract;

import io.tokenmint.spi.Authorization;
import io.tokenmint.spi.Scope;
import io.tokenmint.spi.StoredToken;
import io.tokenmint.spi.TokenKey;
import io.tokenmint.spi.TokenStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** Tokens to keep, each under a key nobody had before. */
final class StoredTokens {
    /** The present of every test that needs no other. */
    static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    static final Duration LIFETIME = Duration.ofHours(4);

    static final Authorization AUTHORIZATION = new Authorization(
            "acme", 7, Scope.of("catalog.read", "tenant=acme"), List.of("https://api.example/"), LIFETIME, "");

    private StoredTokens() {}

    static StoredToken token() {
        return token(AUTHORIZATION);
    }

    static StoredToken token(Authorization authorization) {
        return new StoredToken(key(NOW.plus(LIFETIME)), authorization, NOW, NOW.plus(LIFETIME));
    }

    static StoredToken token(Instant issuedAt, Instant expiresAt) {
        return new StoredToken(key(expiresAt), AUTHORIZATION, issuedAt, expiresAt);
    }

    /** A token of {@link #token()}'s slot under a key made of the given hash. */
    static StoredToken tokenWithHash(byte[] hash) {
        Instant expiresAt = NOW.plus(LIFETIME);
        return new StoredToken(TokenKey.of(TokenKey.slotOf(expiresAt), hash), AUTHORIZATION, NOW, expiresAt);
    }

    /** Tokens that expire within the first, second … minute after the present, in turn. */
    static List<StoredToken> tokens(int count, int minutes) {
        return IntStream.range(0, count)
                .mapToObj(i -> token(NOW, NOW.plusSeconds(60L * (i % minutes) + 1 + i % 60)))
                .toList();
    }

    /** Deletes as a host does: until fewer than the limit were left. Returns how many were deleted. */
    static int deleteAll(TokenStore tokens, Instant before) {
        int limit = 1_000;
        int sum = 0;
        int deleted = limit;
        while (deleted >= limit) {
            deleted = tokens.deleteExpired(before, limit);
            sum += deleted;
        }
        return sum;
    }

    static TokenKey key(Instant expiresAt) {
        return TokenKey.of(TokenKey.slotOf(expiresAt), hash());
    }

    static byte[] hash() {
        byte[] hash = new byte[TokenKey.BYTES];
        ThreadLocalRandom.current().nextBytes(hash);
        return hash;
    }

    /** Scope-tokens that joined have the given number of characters. */
    static Scope scope(int length) {
        StringBuilder text = new StringBuilder("custom.{type}_action_own.0");
        for (int i = 1; text.length() < length - 60; i++) {
            text.append(" customer.assistedBuying_manage.").append(i);
        }
        text.append(' ');
        return Scope.parse(text + "z".repeat(length - text.length()));
    }

    /** Text with everything that a query, an encoding or a line-based format might trip over. */
    static String details(int length) {
        String hard = "{\"a\":'b\\'}\r\n\t`$1 %s ? :x -- ;\u00e9\u4e16\ud83d\ude00\u2028 ";
        String text = hard.repeat(length / hard.length());
        return text + "d".repeat(length - text.length());
    }
}
