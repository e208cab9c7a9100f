package io.tokenmint.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** All questions in one run, so that figures can be compared. */
enum Suite {
    /** Everything that the other forms do, once and too short to say anything: whether it works here, in some minutes. */
    TRIAL(1, 1, 20, 1, 20, "256m", "target"),
    /** The questions that matter most, measured just long enough to be compiled. */
    SHORT(3, 10, 500, 1, 1_000, "3g", "results"),
    /** Tables of 20 million rows, which take minutes to be made. */
    LARGE(3, 10, 500, 1, 5_000, "2g", "results"),
    /** Some hours: every thread count, large stores. */
    LONG(5, 30, 500, 5, 3_000, "6g", "results");

    private static final int FEW_ROWS = 50_000;
    private static final String SMALL_HEAP = "512m";
    /** JMH gives up an iteration after ten minutes by default, and the first one makes the tables. */
    private static final TimeValue SET_UP = TimeValue.minutes(30);

    private final int rounds;
    /** Many short ones: what JMH calls once for a whole iteration is compiled while it runs, and then not as well. */
    private final int warmUps;

    private final int warmUpMillis;
    private final int iterations;
    private final int millis;
    private final String heap;
    private final Path results;

    Suite(int rounds, int warmUps, int warmUpMillis, int iterations, int millis, String heap, String folder) {
        this.rounds = rounds;
        this.warmUps = warmUps;
        this.warmUpMillis = warmUpMillis;
        this.iterations = iterations;
        this.millis = millis;
        this.heap = heap;
        this.results = Path.of("benchmarks", folder);
    }

    int rounds() {
        return rounds;
    }

    /** What every measured JVM gets: a heap of a fixed size whose pages are all there before anything is measured. */
    List<String> jvm() {
        return jvm(heap);
    }

    private static List<String> jvm(String heap) {
        return List.of("-Xms" + heap, "-Xmx" + heap, "-XX:+AlwaysPreTouch");
    }

    /** The file that keeps the figures. */
    Path figures() {
        return results.resolve(name().toLowerCase(Locale.ROOT) + ".csv");
    }

    void run() throws Exception {
        Instant begin = Instant.now();
        List<Measured> measured = plans().stream().map(Measured::new).toList();
        Report report = new Report(this, results);
        for (int round = 1; round <= rounds; round++) {
            for (Measured one : round == 1 ? measured : inEachRound(measured)) {
                say(
                        begin,
                        "round " + round + " of " + rounds + ": " + one.plan().question());
                run(one);
            }
            // what has been measured is not lost when something fails later
            report.write(measured, List.of(), Duration.between(begin, Instant.now()));
        }
        say(begin, "what JMH does not measure");
        report.write(measured, others(), Duration.between(begin, Instant.now()));
        if (this != TRIAL && ScalePaper.canBeWritten()) {
            ScalePaper.write();
        }
    }

    private List<Plan> plans() {
        return switch (this) {
            case TRIAL ->
                Stream.concat(Plans.brief().stream(), Plans.large(FEW_ROWS).stream())
                        .toList();
            case SHORT -> Plans.brief();
            case LARGE -> Plans.large(Plans.LARGE);
            case LONG -> Plans.complete();
        };
    }

    private static List<Measured> inEachRound(List<Measured> measured) {
        return measured.stream().filter(one -> !one.plan().once()).toList();
    }

    private List<Figure> others() {
        List<Figure> figures = new ArrayList<>();
        if (this == LARGE || this == TRIAL) {
            boolean whole = this == LARGE;
            add(figures, () -> WalVolume.measure(whole ? Plans.LARGE : FEW_ROWS, whole ? WalVolume.INSERTS : 1_000));
            add(
                    figures,
                    () -> WholeCleanUp.measure(
                            Database.Kind.POSTGRESQL,
                            whole ? Plans.EXPIRED : FEW_ROWS,
                            Duration.ofSeconds(whole ? 30 : 2)));
        }
        if (this != LARGE) {
            add(figures, () -> List.of(StartUp.measure(this == LONG ? 40 : 10)));
            add(figures, () -> List.of(HeapPerToken.measure(1_000_000)));
            add(figures, () -> SocketLoad.figures(1_000));
        }
        if (this == LONG) {
            add(figures, () -> SocketLoad.figures(5_000));
            add(figures, () -> List.of(HeapPerToken.measure(10_000_000)));
        }
        return figures;
    }

    /** What fails is missing from the figures, and nothing else is. */
    private static void add(List<Figure> figures, Callable<List<Figure>> measurement) {
        try {
            figures.addAll(measurement.call());
        } catch (Exception e) {
            System.err.println("not measured, and missing from the report:");
            e.printStackTrace();
        }
    }

    /** A round of a plan; one that fails is named in the report and missing from the figures. */
    private void run(Measured measured) {
        try {
            measured.add(new Runner(options(measured.plan())).run());
        } catch (RunnerException e) {
            measured.fail(e);
            e.printStackTrace();
        }
    }

    private Options options(Plan plan) {
        List<String> arguments = new ArrayList<>(jvm(plan.small() ? SMALL_HEAP : heap));
        plan.servers().forEach(server -> arguments.add(server.argument()));
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(plan.benchmark())
                .threads(plan.threads())
                .forks(1)
                .warmupIterations((int) Math.ceil(warmUps * plan.warmUps()))
                .warmupTime(TimeValue.milliseconds(warmUpMillis))
                .measurementIterations(iterations)
                .measurementTime(TimeValue.milliseconds(millis))
                .timeout(SET_UP)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .addProfiler(GCProfiler.class)
                .jvmArgs(arguments.toArray(String[]::new));
        plan.parameters().forEach((name, values) -> options.param(name, values.toArray(String[]::new)));
        return options.build();
    }

    private static void say(Instant begin, String what) {
        Duration since = Duration.between(begin, Instant.now());
        System.out.printf("%2d:%02d  %s%n", since.toMinutes(), since.toSecondsPart(), what);
    }
}
