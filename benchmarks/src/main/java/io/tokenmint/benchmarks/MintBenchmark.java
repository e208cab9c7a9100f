package io.tokenmint.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.IterationParams;

/** How many tokens a second: authenticate, approve, mint, store. Every iteration begins with an empty store. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH fills parameters in, set-up methods the rest
public class MintBenchmark {
    @Param
    MintSubject subject;

    @Param({"1", "10000"})
    int clients;

    @Param({"1", "20"})
    int scopes;

    @Param("SHA256")
    SecretKind secret;

    private TokenSource source;

    @Setup
    public void open() {
        source = subject.open(Workload.of(clients, scopes, secret));
    }

    @Setup(Level.Iteration)
    public void empty(IterationParams iteration) {
        source.empty();
        Garbage.collectBefore(iteration);
    }

    @TearDown
    public void close() {
        source.close();
    }

    @Benchmark
    public Object mint(Caller caller) {
        return caller.minting.mint(caller.turns.next(clients));
    }

    /** One thread that asks for tokens. */
    @State(Scope.Thread)
    public static class Caller {
        private final Turns turns = new Turns();
        private TokenSource.Minting minting;

        @Setup
        public void begin(MintBenchmark benchmark) {
            minting = benchmark.source.minting();
        }
    }
}
