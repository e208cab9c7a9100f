package io.tokenmint.example.redis;

import io.lettuce.core.Range;
import io.lettuce.core.Range.Boundary;
import io.lettuce.core.api.StatefulRedisConnection;
import io.tokenmint.spi.StoreException;
import io.tokenmint.spi.StoredToken;
import io.tokenmint.spi.TokenKey;
import io.tokenmint.spi.TokenStore;
import java.time.Instant;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Tokens on one Redis server. The server keeps the promises of a store only as it is set up: {@code maxmemory-policy noeviction},
 * because with any other a server short of memory drops live tokens and tells nobody; {@code appendonly yes}, for tokens to
 * outlive the server's process; {@code appendfsync always}, for Redis to flush each write before it answers.
 */
public final class RedisTokenStore implements TokenStore {
    /** So many in one script: Redis does nothing else meanwhile. */
    private static final int CHUNK = 1_000;

    private final Records<StoredToken> tokens;

    /**
     * A store on a connection that the host opened, and closes.
     *
     * @param connection of a client with {@code DisconnectedBehavior.REJECT_COMMANDS}; no transaction is ever open on it
     * @throws IllegalArgumentException when the client would send a command twice
     */
    public RedisTokenStore(StatefulRedisConnection<String, String> connection) {
        tokens = new Records<>(connection, StoredToken.class, "tokenmint:tokens");
    }

    @Override
    public void insert(StoredToken token) {
        if (!tokens.insert(name(token.key()), token)) {
            throw new StoreException("the key is taken; no two tokens have one, so look for whoever inserts twice");
        }
    }

    @Override
    public Optional<StoredToken> find(TokenKey key) {
        return tokens.find(List.of(name(key))).findFirst();
    }

    @Override
    public boolean revoke(TokenKey key) {
        return tokens.delete(List.of(name(key))) == 1;
    }

    @Override
    public boolean recordUse(TokenKey key, Instant usedAt) {
        return tokens.update(name(key), token -> {
            Instant last = Collections.max(List.of(token.lastUsedAt(), usedAt));
            return Optional.of(new StoredToken(key, token.authorization(), token.issuedAt(), token.expiresAt(), last));
        });
    }

    @Override
    public int deleteExpired(Instant before, int limit) {
        String end = name(TokenKey.firstSlotAfter(before));
        Range<String> expired = Range.from(Boundary.unbounded(), Boundary.excluding(end));
        int deleted = 0;
        List<String> names = tokens.names(expired, Math.min(limit, CHUNK));
        while (!names.isEmpty()) {
            deleted += tokens.delete(names);
            names = tokens.names(expired, Math.min(limit - deleted, CHUNK));
        }
        return deleted;
    }

    /** Sorted as the keys are: hexadecimal digits keep the order of the bytes. */
    private static String name(TokenKey key) {
        return "tokenmint:token:" + HexFormat.of().formatHex(key.toBytes());
    }
}
