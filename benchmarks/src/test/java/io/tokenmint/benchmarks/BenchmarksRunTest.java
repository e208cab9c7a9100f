package io.tokenmint.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Every benchmark's body runs once, on subjects that need no server, so that none can rot. Nothing is timed. */
class BenchmarksRunTest {
    static {
        // whoever measures on this machine meanwhile has JMH's lock
        System.setProperty("jmh.ignoreLock", "true");
    }

    @Test
    void mintsWithEverySubject() throws RunnerException {
        List<String> subjects = List.of(
                "FLOOR_HASH_MAP",
                "FLOOR_STRIPED_TABLE",
                "FLOOR_TOKENMINT_STORE",
                "TOKENMINT",
                "TOKENMINT_H2",
                "SPRING",
                "SPRING_H2",
                "CXF");
        assertThat(runOnce(MintBenchmark.class, Map.of("subject", subjects, "clients", List.of("3")), 2))
                .hasSize(16);
    }

    @Test
    void mintsWithEveryKindOfSecret() throws RunnerException {
        Map<String, List<String>> slow = Map.of(
                "subject", List.of("TOKENMINT", "SPRING"),
                "secret", List.of("BCRYPT", "BCRYPT_REMEMBERED"),
                "clients", List.of("1"),
                "scopes", List.of("1"));
        assertThat(runOnce(MintBenchmark.class, slow, 1)).hasSize(4);
        Map<String, List<String>> plain = Map.of(
                "subject", List.of("CXF"), "secret", List.of("PLAIN"), "clients", List.of("1"), "scopes", List.of("1"));
        assertThat(runOnce(MintBenchmark.class, plain, 1)).hasSize(1);
    }

    @Test
    void validatesEveryKindOfToken() throws RunnerException {
        assertThat(runOnce(ValidateBenchmark.class, Map.of("liveTokens", List.of("100")), 1))
                .hasSize(20);
    }

    @Test
    void runsEveryPrimitive() throws RunnerException {
        assertThat(runOnce(FloorBenchmark.class, Map.of(), 1)).hasSize(7);
    }

    @Test
    void answersOverTheEndpoint() throws RunnerException {
        assertThat(runOnce(EndpointBenchmark.class, Map.of(), 1)).hasSize(6);
    }

    @Test
    void letsLiveTokensInByAGuard() throws RunnerException {
        assertThat(runOnce(GuardBenchmark.class, Map.of(), 1)).hasSize(3);
    }

    @Test
    void storesInADatabase() throws RunnerException {
        assertThat(runOnce(StorageBenchmark.class, Map.of("database", List.of("H2")), 2))
                .hasSize(3);
    }

    @Test
    void everyPlanNamesWhatThereIs() {
        assertThat(Plans.brief()).isNotEmpty();
        assertThat(Plans.complete()).hasSizeGreaterThan(Plans.brief().size());
    }

    private static Collection<RunResult> runOnce(Class<?> benchmark, Map<String, List<String>> parameters, int threads)
            throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(benchmark.getName() + "\\.")
                .mode(Mode.SingleShotTime)
                .forks(0)
                .threads(threads)
                .warmupIterations(0)
                .measurementIterations(1)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        parameters.forEach((name, values) -> options.param(name, values.toArray(String[]::new)));
        return new Runner(options.build()).run();
    }
}
