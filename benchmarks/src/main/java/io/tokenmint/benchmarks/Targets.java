package io.tokenmint.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the project holds itself to, beside what one run measured. */
final class Targets {
    private static final String MINT = Question.mint(1, 1, 1);
    private static final String LIVE = Question.validate("live", 1, 10_000);
    private static final String LIVE_TOKEN = "TOKENMINT LIVE";
    private static final Database.Kind POSTGRESQL = Database.Kind.POSTGRESQL;

    private final Figures figures;

    Targets(Figures figures) {
        this.figures = figures;
    }

    String markdown() {
        return "## Targets\n\nRatios are medians of the rounds' ratios, with the least and the most of them.\n\n"
                + "| question | target | measured | verdict |\n|---|---|---|---|\n"
                + all().stream().map(Target::row).collect(Collectors.joining())
                + "\n";
    }

    List<Target> all() {
        List<Target> all = new ArrayList<>();
        all.addAll(minting());
        all.addAll(validating());
        all.addAll(storing());
        all.add(Target.atMost(
                2,
                "HTTP endpoint without a socket / in-process mint, time",
                timeRatio(
                        figures.find(Question.endpoint(1), EndpointBenchmark.Subject.ENDPOINT_FORM),
                        figures.find(Question.endpoint(1), EndpointBenchmark.Subject.IN_PROCESS))));
        all.add(Target.atMost(
                300,
                "start-up to first token, memory store, ms",
                runs(figures.find(Question.START_UP, StartUp.SUBJECT))));
        return all;
    }

    private List<Target> minting() {
        Optional<Figure> ours = figures.find(MINT, MintSubject.TOKENMINT);
        return List.of(
                Target.atMost(1.3, "mint in memory / its floor, 1 thread, time", timeRatio(ours, figures.floor(MINT))),
                Target.atMost(
                        1.3,
                        "mint in memory / its floor, 2 threads, time",
                        timeRatio(
                                figures.find(Question.mint(2, 1, 1), MintSubject.TOKENMINT),
                                figures.floor(Question.mint(2, 1, 1)))),
                Target.atLeast(
                        12,
                        "Spring Authorization Server in memory / ours, same hash, time",
                        timeRatio(figures.find(MINT, MintSubject.SPRING), ours)),
                Target.report(
                        "Apache CXF in memory / ours, same hash, time",
                        timeRatio(figures.find(MINT, MintSubject.CXF), ours)),
                Target.report(
                        "each side at its defaults: Spring (bcrypt) / ours (generated secret), time",
                        timeRatio(figures.find(Question.secrets(SecretKind.BCRYPT), MintSubject.SPRING), ours)),
                Target.atMost(400, "allocation per in-memory mint, bytes", allocated(ours)),
                Target.atMost(
                        64,
                        "heap per live token, bytes",
                        runs(figures.find(Question.HEAP, HeapPerToken.subject(1_000_000)))));
    }

    private List<Target> validating() {
        Optional<Figure> ours = figures.find(LIVE, LIVE_TOKEN);
        return List.of(
                Target.atMost(1.3, "validate / its floor, time", timeRatio(ours, figures.floor(LIVE))),
                Target.report(
                        "the same / that floor on Tokenmint's own store, time",
                        timeRatio(ours, figures.find(LIVE, "FLOOR_TOKENMINT_STORE LIVE"))),
                Target.atMost(200, "allocation per validation, bytes", allocated(ours)),
                Target.atMost(
                        0.5,
                        "garbage token rejected / validate a live one, time",
                        timeRatio(
                                figures.find(Question.validate("not live", 1, 10_000), "TOKENMINT MALFORMED"), ours)));
    }

    private List<Target> storing() {
        String single = "PostgreSQL durable inserts / single rows, same pool, ";
        Optional<Figure> many = figures.find(Question.inserts(POSTGRESQL, 256), Plans.GROUP_COMMIT);
        return List.of(
                Target.atLeast(1, single + "1 caller", overSingleRows(1)),
                Target.atLeast(1.7, single + "16 callers", overSingleRows(16)),
                Target.atLeast(4, single + "64 callers", overSingleRows(64)),
                Target.atLeast(5, single + "256 callers", overSingleRows(256)),
                Target.atLeast(
                        0.6,
                        "the same with 256 callers / raw batches of 128 rows on one connection",
                        ratios(many, figures.find(Question.inserts(POSTGRESQL, 1), Plans.RAW_BATCH))),
                Target.atLeast(
                        4.5, "minted on PostgreSQL / Spring Authorization Server there, 16 callers", overSpring(16)),
                Target.atLeast(
                        10, "minted on PostgreSQL / Spring Authorization Server there, 64 callers", overSpring(64)),
                Target.atLeast(
                        0.8,
                        "durable inserts with 64 callers, 20 million rows in the table / into an empty one",
                        ratios(largeTable(POSTGRESQL), alone(POSTGRESQL))),
                Target.report(
                        "the same on MariaDB", ratios(largeTable(Database.Kind.MARIADB), alone(Database.Kind.MARIADB))),
                Target.atLeast(
                        0.8,
                        "the same beside a clean-up of 5 million expired rows, 20,000 a second / alone",
                        ratios(besideCleanUp(POSTGRESQL), alone(POSTGRESQL))),
                Target.report(
                        "the same on MariaDB",
                        ratios(besideCleanUp(Database.Kind.MARIADB), alone(Database.Kind.MARIADB))),
                Target.atLeast(
                        0.8,
                        "the same on PostgreSQL beside the store's own clean-up, from the first of 5 million rows to the last",
                        besideWholeCleanUp()),
                Target.atMost(
                        1.0 / 3,
                        "PostgreSQL: WAL per mint / a random key with an expiry index, 20 million rows",
                        ratios(
                                figures.find(Question.wal(Plans.LARGE), WalVolume.OURS),
                                figures.find(Question.wal(Plans.LARGE), WalVolume.OTHER))));
    }

    private Optional<Figure> alone(Database.Kind database) {
        return figures.find(Question.inserts(database, 64), Plans.GROUP_COMMIT);
    }

    private Optional<Figure> largeTable(Database.Kind database) {
        return figures.find(Question.insertsInto(database, Plans.LARGE), Plans.GROUP_COMMIT);
    }

    private Optional<Figure> besideCleanUp(Database.Kind database) {
        return figures.find(Question.insertsBesideCleanUp(database), Plans.GROUP_COMMIT);
    }

    /** Over the mean of before and after, since the table grows meanwhile. */
    private List<Double> besideWholeCleanUp() {
        String question = Question.wholeCleanUp(POSTGRESQL, Plans.EXPIRED);
        Optional<Figure> before = figures.find(question, WholeCleanUp.BEFORE);
        Optional<Figure> beside = figures.find(question, WholeCleanUp.BESIDE);
        Optional<Figure> after = figures.find(question, WholeCleanUp.AFTER);
        return before.isPresent() && beside.isPresent() && after.isPresent()
                ? List.of(2
                        * beside.get().median()
                        / (before.get().median() + after.get().median()))
                : List.of();
    }

    private List<Double> overSingleRows(int callers) {
        String question = Question.inserts(POSTGRESQL, callers);
        return ratios(figures.find(question, Plans.GROUP_COMMIT), figures.find(question, Plans.SINGLE_ROW));
    }

    private List<Double> overSpring(int callers) {
        String question = Question.mintDurably(callers);
        return ratios(
                figures.find(question, MintSubject.TOKENMINT_POSTGRESQL),
                figures.find(question, MintSubject.SPRING_POSTGRESQL));
    }

    /** How many times as long one takes as another, by the rates of both. */
    private static List<Double> timeRatio(Optional<Figure> slower, Optional<Figure> faster) {
        return ratios(faster, slower);
    }

    private static List<Double> ratios(Optional<Figure> numbers, Optional<Figure> divisors) {
        return numbers.isPresent() && divisors.isPresent()
                ? Runs.ratios(numbers.get().runs(), divisors.get().runs())
                : List.of();
    }

    private static List<Double> allocated(Optional<Figure> figure) {
        return figure.map(Figure::allocated).map(List::of).orElse(List.of());
    }

    private static List<Double> runs(Optional<Figure> figure) {
        return figure.map(Figure::runs).orElse(List.of());
    }
}
