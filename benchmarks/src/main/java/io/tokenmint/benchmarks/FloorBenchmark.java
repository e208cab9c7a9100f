package io.tokenmint.benchmarks;

import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What each primitive of a floor costs by itself, in nanoseconds. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH fills parameters in, set-up methods the rest
public class FloorBenchmark {
    /** The primitives, one class of machine work each. */
    public enum Primitive {
        /** The SHA-256 of a secret of 43 characters. */
        SHA256,
        /** A client by its id, one of 10,000. */
        CLIENT_LOOK_UP,
        /** 24 random bytes, drawn for 64 tokens at a time. */
        RANDOM_BYTES,
        /** 27 bytes as 36 characters. */
        BASE64URL,
        /** One insert into the JDK's map, which grows from empty. */
        INSERT_HASH_MAP,
        /** One insert into the map of arrays. */
        INSERT_STRIPED_TABLE,
        /** One insert into the memory store. */
        INSERT_TOKENMINT_STORE
    }

    @Param
    Primitive primitive;

    private final SecureRandom random = new SecureRandom();
    private final Workload workload = Workload.of(10_000, 1, SecretKind.SHA256);
    private final Map<String, String> secrets =
            workload.clients().stream().collect(Collectors.toMap(Workload.Caller::id, Workload.Caller::storedSecret));
    private FloorMap.Tokens tokens;

    @Setup(Level.Iteration)
    public void empty() {
        FloorMap map = switch (primitive) {
            case INSERT_HASH_MAP -> FloorMap.CONCURRENT_HASH_MAP;
            case INSERT_TOKENMINT_STORE -> FloorMap.TOKENMINT_STORE;
            default -> FloorMap.STRIPED_TABLE;
        };
        tokens = map.create();
    }

    @Benchmark
    public @Nullable Object primitive(Hands hands) {
        return switch (primitive) {
            case SHA256 -> hands.primitives.sha256(hands.nextClient(this).secret());
            case CLIENT_LOOK_UP -> secrets.get(hands.nextClient(this).id());
            case RANDOM_BYTES -> hands.primitives.random();
            case BASE64URL -> hands.primitives.base64url(hands.bytes);
            default -> {
                tokens.insert(hands.nextHash());
                yield tokens;
            }
        };
    }

    /** One thread's buffers. */
    @State(Scope.Thread)
    public static class Hands {
        private final Turns turns = new Turns();
        private final byte[] bytes = new byte[27];
        private final byte[] hash = new byte[32];
        private Primitives primitives;

        @Setup
        public void begin(FloorBenchmark benchmark) {
            primitives = new Primitives(benchmark.random);
            benchmark.random.nextBytes(bytes);
        }

        private Workload.Caller nextClient(FloorBenchmark benchmark) {
            return benchmark.workload.clients().get(turns.next(10_000));
        }

        /** A new key: what makes it new costs four multiplications, where a real one costs a SHA-256. */
        private byte[] nextHash() {
            for (int at = 0; at < hash.length; at += Long.BYTES) {
                StripedTable.putWord(hash, at, turns.nextLong());
            }
            return hash;
        }
    }
}
