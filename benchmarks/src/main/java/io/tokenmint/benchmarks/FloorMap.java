package io.tokenmint.benchmarks;

import io.tokenmint.spi.Authorization;
import io.tokenmint.spi.Scope;
import io.tokenmint.spi.StoredToken;
import io.tokenmint.spi.TokenKey;
import io.tokenmint.spi.TokenStore;
import io.tokenmint.store.memory.MemoryTokenStore;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/** The maps that a floor may use; the fastest of them in a run is the floor of that run. */
public enum FloorMap {
    /** The JDK's map, with a record for each key and each token. */
    CONCURRENT_HASH_MAP,
    /** Keys and values side by side in arrays of longs, one lock for each of 64 parts, and nothing else. */
    STRIPED_TABLE,
    /** The memory store, called directly. */
    TOKENMINT_STORE;

    /** A map from hashes to tokens that expire at one time. */
    interface Tokens {
        void insert(byte[] hash);

        boolean contains(byte[] hash);
    }

    Tokens create() {
        return switch (this) {
            case CONCURRENT_HASH_MAP -> new HashMapTokens();
            case STRIPED_TABLE -> new StripedTable();
            case TOKENMINT_STORE -> new StoreTokens();
        };
    }

    private static final class HashMapTokens implements Tokens {
        private record Key(long word0, long word1, long word2, long word3) {
            @Override
            public int hashCode() {
                return (int) word0;
            }
        }

        private record Token(long issuedAt, long expiresAt) {}

        private final ConcurrentHashMap<Key, Token> tokens = new ConcurrentHashMap<>();

        @Override
        public void insert(byte[] hash) {
            tokens.put(key(hash), new Token(1, 2));
        }

        @Override
        public boolean contains(byte[] hash) {
            return tokens.get(key(hash)) != null;
        }

        private static Key key(byte[] hash) {
            ByteBuffer words = ByteBuffer.wrap(hash);
            return new Key(words.getLong(0), words.getLong(8), words.getLong(16), words.getLong(24));
        }
    }

    private static final class StoreTokens implements Tokens {
        private static final Authorization AUTHORIZATION =
                new Authorization("floor", 1, Scope.of("a.read"), List.of(), Duration.ofHours(4), "");

        private final TokenStore store = new MemoryTokenStore();
        private final Instant issuedAt = Instant.ofEpochMilli(System.currentTimeMillis());
        private final Instant expiresAt = issuedAt.plus(AUTHORIZATION.lifetime());
        private final int slot = TokenKey.slotOf(expiresAt);

        @Override
        public void insert(byte[] hash) {
            store.insert(new StoredToken(TokenKey.of(slot, hash), AUTHORIZATION, issuedAt, expiresAt));
        }

        @Override
        public boolean contains(byte[] hash) {
            return store.find(TokenKey.of(slot, hash)).isPresent();
        }
    }
}
