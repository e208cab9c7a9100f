package io.tokenmint.example.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.lettuce.core.KeyValue;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.sync.RedisCommands;
import io.tokenmint.spi.StoreException;
import io.tokenmint.spi.StoredToken;
import io.tokenmint.spi.TokenKey;
import io.tokenmint.spi.TokenStore;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Tokens on one Redis server: a hash for each, and one sorted set of all keys, from which clean-up takes what expired as a range.
 * What must happen together is a script, which Redis runs alone.
 *
 * <p>The server keeps the promises of a store only as it is set up. {@code maxmemory-policy noeviction} is needed: with any other,
 * a server short of memory drops live tokens and tells nobody. {@code appendonly yes} is needed for tokens to outlive the
 * server's process, {@code appendfsync always} for Redis to flush each write before it answers.
 */
public final class RedisTokenStore implements TokenStore {
    private static final byte[] TOKEN = "token".getBytes(US_ASCII);
    private static final byte[] USED = "used".getBytes(US_ASCII);
    private static final byte[] KEYS = "tokenmint:keys".getBytes(US_ASCII);
    private static final byte[] PREFIX = "tokenmint:".getBytes(US_ASCII);

    private static final String INSERT = """
            if redis.call('HSETNX', KEYS[1], 'token', ARGV[2]) == 0 then return 0 end
            redis.call('HSET', KEYS[1], 'used', ARGV[3])
            redis.call('ZADD', KEYS[2], 0, ARGV[1])
            return 1""";
    private static final String REVOKE = """
            redis.call('ZREM', KEYS[2], ARGV[1])
            return redis.call('DEL', KEYS[1])""";
    private static final String RECORD_USE = """
            local used = redis.call('HGET', KEYS[1], 'used')
            if not used then return 0 end
            if tonumber(used) < tonumber(ARGV[1]) then redis.call('HSET', KEYS[1], 'used', ARGV[1]) end
            return 1""";
    private static final String DELETE = """
            local keys = redis.call('ZRANGEBYLEX', KEYS[1], '-', '(' .. ARGV[1], 'LIMIT', 0, ARGV[2])
            for _, key in ipairs(keys) do
                redis.call('DEL', ARGV[3] .. key)
                redis.call('ZREM', KEYS[1], key)
            end
            return #keys""";
    /** So many in one script: Redis does nothing else meanwhile. */
    private static final int CHUNK = 1_000;

    private final RedisCommands<byte[], byte[]> redis;

    /**
     * A store on a connection that the host opened, and closes.
     *
     * @param redis a connection's commands, with Lettuce's codec of byte arrays
     */
    public RedisTokenStore(RedisCommands<byte[], byte[]> redis) {
        this.redis = redis;
    }

    @Override
    public void insert(StoredToken token) {
        byte[] key = token.key().toBytes();
        byte[] used = number(token.lastUsedAt().toEpochMilli());
        if (run(INSERT, List.of(place(key), KEYS), key, TokenBytes.of(token), used) == 0) {
            throw new StoreException("the key is taken; no two tokens have one, so look for whoever inserts twice");
        }
    }

    @Override
    public Optional<StoredToken> find(TokenKey key) {
        List<KeyValue<byte[], byte[]>> found = ask(() -> redis.hmget(place(key.toBytes()), TOKEN, USED));
        if (!found.get(0).hasValue()) {
            return Optional.empty();
        }
        long usedAt = Long.parseLong(new String(found.get(1).getValue(), US_ASCII));
        return Optional.of(TokenBytes.parse(key, found.get(0).getValue(), Instant.ofEpochMilli(usedAt)));
    }

    @Override
    public boolean revoke(TokenKey key) {
        return run(REVOKE, List.of(place(key.toBytes()), KEYS), key.toBytes()) == 1;
    }

    @Override
    public boolean recordUse(TokenKey key, Instant usedAt) {
        return run(RECORD_USE, List.of(place(key.toBytes())), number(usedAt.toEpochMilli())) == 1;
    }

    @Override
    public int deleteExpired(Instant before, int limit) {
        byte[] end = TokenKey.firstSlotAfter(before).toBytes();
        int deleted = 0;
        int chunk = limit;
        while (deleted < limit && deleted % CHUNK == 0 && chunk > 0) {
            chunk = run(DELETE, List.of(KEYS), end, number(Math.min(CHUNK, limit - deleted)), PREFIX);
            deleted += chunk;
        }
        return deleted;
    }

    private int run(String script, List<byte[]> keys, byte[]... arguments) {
        return ask(() -> redis.<Long>eval(script, ScriptOutputType.INTEGER, keys.toArray(byte[][]::new), arguments))
                .intValue();
    }

    /** Exceptions of the client are not passed on as causes: their text may hold what was asked. */
    private static <T> T ask(Supplier<T> question) {
        try {
            return question.get();
        } catch (RedisCommandExecutionException e) {
            throw new StoreException("Redis refused; check its memory, and what its user may do. Nothing was kept");
        } catch (RedisException e) {
            throw new StoreException("Redis did not answer (" + e.getClass().getSimpleName()
                    + "); check that it is reachable and may be written to. Nobody can tell what was kept");
        }
    }

    private static byte[] place(byte[] key) {
        return ByteBuffer.allocate(PREFIX.length + key.length)
                .put(PREFIX)
                .put(key)
                .array();
    }

    private static byte[] number(long value) {
        return Long.toString(value).getBytes(US_ASCII);
    }
}
