package io.tokenmint.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** All questions in one run, so that figures can be compared. */
enum Suite {
    /** Less than 15 minutes on two cores: three forks of short measurements, and the questions that matter most. */
    SHORT(3, 1, 2),
    /** Some hours: five forks, every thread count, large stores and tables. */
    LONG(5, 3, 5);

    /** What every measured JVM gets: a heap of a fixed size whose pages are all there before anything is measured. */
    static final List<String> JVM = List.of("-Xms6g", "-Xmx6g", "-XX:+AlwaysPreTouch");

    private static final Path RESULTS = Path.of("benchmarks", "results");

    private final int forks;
    private final int seconds;
    private final int iterations;

    Suite(int forks, int seconds, int iterations) {
        this.forks = forks;
        this.seconds = seconds;
        this.iterations = iterations;
    }

    int forks() {
        return forks;
    }

    int seconds() {
        return seconds;
    }

    void run() throws Exception {
        Instant begin = Instant.now();
        Collection<RunResult> results = new ArrayList<>();
        List<Figure> figures = new ArrayList<>();
        for (Plan plan : plans()) {
            Collection<RunResult> some = run(plan);
            results.addAll(some);
            some.forEach(result -> figures.add(Measured.figure(plan, result)));
        }
        figures.addAll(others());
        Report report = new Report(this, RESULTS);
        report.write(results, figures, Duration.between(begin, Instant.now()));
    }

    List<Plan> plans() {
        return this == SHORT ? Plans.brief() : Plans.complete();
    }

    private List<Figure> others() throws Exception {
        List<Figure> figures = new ArrayList<>();
        figures.add(StartUp.measure(this == SHORT ? 10 : 40));
        figures.add(HeapPerToken.measure(1_000_000));
        figures.addAll(SocketLoad.figures(this == SHORT ? 1_000 : 5_000));
        if (this == LONG) {
            figures.add(HeapPerToken.measure(10_000_000));
            figures.addAll(WalVolume.measure(20_000_000));
        }
        return figures;
    }

    private Collection<RunResult> run(Plan plan) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(plan.benchmark())
                .threads(plan.threads())
                .forks(forks)
                .warmupIterations(iterations)
                .warmupTime(TimeValue.seconds(seconds))
                .measurementIterations(iterations)
                .measurementTime(TimeValue.seconds(seconds))
                .shouldDoGC(true)
                .shouldFailOnError(true)
                .addProfiler(GCProfiler.class)
                .jvmArgs(JVM.toArray(String[]::new));
        plan.parameters().forEach((name, values) -> options.param(name, values.toArray(String[]::new)));
        return new Runner(options.build()).run();
    }
}
