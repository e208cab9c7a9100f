package io.tokenmint.example.redis;

import static io.lettuce.core.ScriptOutputType.INTEGER;

import io.lettuce.core.KeyValue;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.tokenmint.spi.StoreException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Records of one type in Redis: under each name a text, and in one sorted set all names. What changes more than one of them is a
 * script, which Redis runs alone. A script that is refused halfway is not undone, so the name comes first and goes last: it may
 * be there without a text, which does no harm, but no text without its name.
 */
final class Records<T extends Record> {
    private static final String INSERT = """
            redis.call('ZADD', KEYS[1], 0, KEYS[2])
            return redis.call('SETNX', KEYS[2], ARGV[1])""";
    private static final String REPLACE = """
            if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
            redis.call('SET', KEYS[1], ARGV[2])
            return 1""";
    private static final String DELETE = """
            local deleted = redis.call('DEL', unpack(KEYS, 2))
            redis.call('ZREM', KEYS[1], unpack(KEYS, 2))
            return deleted""";

    private final RedisCommands<String, String> redis;
    private final Class<T> type;
    private final String index;

    Records(StatefulRedisConnection<String, String> connection, Class<T> type, String index) {
        if (!connection.getOptions().isRejectCommandsWhileDisconnected()) {
            throw new IllegalArgumentException("commands may be sent twice: set DisconnectedBehavior.REJECT_COMMANDS");
        }
        this.redis = connection.sync();
        this.type = type;
        this.index = index;
    }

    /** Whether the name was free. */
    boolean insert(String name, T record) {
        return run(INSERT, List.of(index, name), Json.of(record)) == 1;
    }

    /** The records under those of the names that have one, in the order of the names. */
    Stream<T> find(List<String> names) {
        return texts(names).map(text -> Json.parse(text, type));
    }

    /** Changes a record as it was last seen; false when it is not there, or not to be changed. */
    boolean update(String name, Function<T, Optional<T>> change) {
        Optional<String> text = texts(List.of(name)).findFirst();
        Optional<T> changed = text.flatMap(found -> change.apply(Json.parse(found, type)));
        if (changed.isEmpty()) {
            return false;
        }
        // when somebody else was faster, look again
        return run(REPLACE, List.of(name), text.get(), Json.of(changed.get())) == 1 || update(name, change);
    }

    /** How many of the names had a record. */
    int delete(List<String> names) {
        return run(DELETE, Stream.concat(Stream.of(index), names.stream()).toList());
    }

    /** The first names of a range, with or without a record. */
    List<String> names(Range<String> range, int limit) {
        return ask(() -> redis.zrangebylex(index, range, Limit.from(limit)));
    }

    private Stream<String> texts(List<String> names) {
        return ask(() -> redis.mget(names.toArray(String[]::new))).stream().flatMap(KeyValue::stream);
    }

    private int run(String script, List<String> keys, String... texts) {
        return ask(() -> redis.<Long>eval(script, INTEGER, keys.toArray(String[]::new), texts))
                .intValue();
    }

    /** Whatever the client throws, the store failed. It is no cause, since its text may hold what was asked. */
    private static <R> R ask(Supplier<R> question) {
        try {
            return question.get();
        } catch (RedisCommandExecutionException e) {
            String code = String.valueOf(e.getMessage()).split(" ", 2)[0];
            throw new StoreException("Redis refused (" + code + "): check its memory, disk, and what its user may do");
        } catch (RuntimeException e) {
            throw new StoreException("no answer (" + e.getClass().getSimpleName() + "): check that Redis is reachable");
        }
    }
}
