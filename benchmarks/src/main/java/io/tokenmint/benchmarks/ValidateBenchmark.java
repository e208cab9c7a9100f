package io.tokenmint.benchmarks;

import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** How many tokens a second are found to be good, or not. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH fills parameters in, set-up methods the rest
public class ValidateBenchmark {
    /** Who validates. */
    public enum Subject {
        /** One SHA-256, one token and one client look-up, in the JDK's maps. */
        FLOOR_HASH_MAP,
        /** The same with the map of arrays. */
        FLOOR_STRIPED_TABLE,
        /** The same with the memory store called directly. */
        FLOOR_TOKENMINT_STORE,
        /** Tokenmint with the memory stores. */
        TOKENMINT
    }

    @Param
    Subject subject;

    @Param
    Presented token;

    @Param({"10000", "10000000"})
    int liveTokens;

    private TokenSink sink;
    private String[] texts;

    @Setup
    public void fill() {
        sink = subject == Subject.TOKENMINT ? new TokenmintSink() : new FloorSink(FloorMap.valueOf(mapName()));
        texts = token.texts(sink, liveTokens);
    }

    @Benchmark
    public boolean validate(Caller caller) {
        return sink.isGood(texts[caller.turns.next(texts.length)], caller.primitives);
    }

    private String mapName() {
        return switch (subject) {
            case FLOOR_HASH_MAP -> "CONCURRENT_HASH_MAP";
            case FLOOR_STRIPED_TABLE -> "STRIPED_TABLE";
            default -> "TOKENMINT_STORE";
        };
    }

    /** One thread that is shown tokens. */
    @State(Scope.Thread)
    public static class Caller {
        private final Turns turns = new Turns();
        private final Primitives primitives = new Primitives(new SecureRandom());
    }
}
