package io.tokenmint.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is worked out from figures, and the forms it comes in. */
class ReportTest {
    private static final String MINT = Question.mint(1, 1, 1);
    private static final Figure FLOOR = new Figure(MINT, "FLOOR_HASH_MAP", List.of(100.0, 90.0, 130.0), "/s", 50);
    private static final Figure SLOW_FLOOR = new Figure(MINT, "FLOOR_STRIPED_TABLE", List.of(9.0, 9.0, 9.0), "/s", 50);
    private static final Figure OURS = new Figure(MINT, "TOKENMINT", List.of(80.0, 70.0, 90.0), "/s", 60);
    private static final Figure SPRING = new Figure(MINT, "SPRING", List.of(8.0, 5.0, 10.0), "/s", 6_000);
    private static final Figure CXF = new Figure(MINT, "CXF", List.of(4.0, 5.0, 6.0), "/s", 9_000);
    private static final Figures ALL = new Figures(List.of(FLOOR, SLOW_FLOOR, OURS, SPRING, CXF));

    @Test
    void aFigureIsTheMedianOfItsRuns() {
        assertThat(FLOOR.median()).isEqualTo(100);
        assertThat(FLOOR.least()).isEqualTo(90);
        assertThat(FLOOR.most()).isEqualTo(130);
        assertThat(Figure.of("q", "s", List.of(1.0, 2.0), "ms").median()).isEqualTo(1.5);
    }

    @Test
    void aRatioIsTheMedianOfTheRoundsRatios() {
        assertThat(Runs.ratios(List.of(10.0, 40.0, 30.0), List.of(10.0, 20.0, 10.0)))
                .containsExactly(1.0, 2.0, 3.0);
        assertThat(Runs.ratios(List.of(10.0, 20.0), List.of(5.0))).containsExactly(3.0);
    }

    @Test
    void aTableSaysHowManyTimesTheFloorASubjectTakes() {
        assertThat(new FigureTable(MINT, ALL.all()).markdown("plot.svg"))
                .contains("| TOKENMINT | 80.0 | 70.0 | 90.0 | /s | 60.0 | 1.29 |")
                .contains("![" + MINT + "](plot.svg)");
    }

    @Test
    void aPlotTellsOursFromTheFloor() {
        assertThat(new BarChart("Mint <1>", List.of(FLOOR, OURS)).svg())
                .contains("prefers-color-scheme: dark", "class=\"floor\"", "class=\"ours\"", "Mint &lt;1&gt;")
                .doesNotContain("class=\"peer\"");
    }

    @Test
    void targetsSayWhetherTheyAreMet() {
        assertThat(new Targets(ALL).markdown())
                .contains("| mint in memory / its floor, 1 thread, time | at most 1.30 | 1.29 (1.25 to 1.44) | met |")
                .contains("same hash, time | at least 12.0 | 10.0 (9.00 to 14.0) | **not met** |")
                .contains("| allocation per in-memory mint, bytes | at most 400 | 60.0 | met |")
                .contains("| heap per live token, bytes | at most 64.0 |  | not measured in this form |");
    }

    @Test
    void shortAndLargeFormMeasureEveryTargetInEachRound() {
        Stream<Plan> plans = Stream.concat(Plans.brief().stream(), Plans.large(Plans.LARGE).stream());
        Figures measured =
                new Figures(Stream.concat(plans.filter(plan -> !plan.once()).flatMap(ReportTest::figuresOf), others())
                        .toList());
        assertThat(new Targets(measured).all())
                .filteredOn(target -> target.goal().isPresent())
                .allSatisfy(target ->
                        assertThat(target.measured()).as(target.question()).isNotEmpty());
        assertThat(new FrontPage(measured).isComplete()).isTrue();
    }

    @Test
    void theFrontPageSaysWhatThePlotShows() {
        FrontPage page = new FrontPage(ALL);
        assertThat(page.sentence())
                .startsWith("One thread mints 80.0 tokens a second in memory")
                .contains("10.0 times what Spring", "15.0 times what Apache CXF", "1.29 times the time");
        assertThat(page.plot()).contains(">Tokenmint<", ">Spring Authorization Server<", ">Apache CXF<", ">floor");
    }

    @Test
    void theReadmeSaysWhatTheLatestResultsSay() throws IOException {
        Path root = Path.of("..");
        Figures latest = FigureFile.read(Files.readString(root.resolve(Suite.SHORT.figures())));
        assertThat(Files.readString(root.resolve("README.md")))
                .contains("(benchmarks/results/" + FrontPage.PLOT + ")")
                .containsIgnoringWhitespaces(new FrontPage(latest).sentence());
    }

    @Test
    void figuresAreReadAsTheyWereWritten() {
        assertThat(FigureFile.read(FigureFile.write(ALL))).isEqualTo(ALL);
    }

    private static Stream<Figure> others() {
        return Stream.of(
                one(Question.START_UP, StartUp.SUBJECT),
                one(Question.HEAP, HeapPerToken.subject(1_000_000)),
                one(Question.wal(Plans.LARGE), WalVolume.OURS),
                one(Question.wal(Plans.LARGE), WalVolume.OTHER),
                one(Question.wholeCleanUp(Database.Kind.POSTGRESQL, Plans.EXPIRED), WholeCleanUp.BEFORE),
                one(Question.wholeCleanUp(Database.Kind.POSTGRESQL, Plans.EXPIRED), WholeCleanUp.BESIDE),
                one(Question.wholeCleanUp(Database.Kind.POSTGRESQL, Plans.EXPIRED), WholeCleanUp.AFTER));
    }

    /** A figure of 1 for each subject of a plan. */
    private static Stream<Figure> figuresOf(Plan plan) {
        if (plan.benchmark().contains("Storage")) {
            return Stream.of(Plans.GROUP_COMMIT, Plans.SINGLE_ROW, Plans.RAW_BATCH)
                    .filter(plan.benchmark()::contains)
                    .map(method -> one(plan.question(), method));
        }
        List<String> subjects = new ArrayList<>(plan.parameters().getOrDefault("subject", List.of()));
        if (plan.benchmark().contains("Endpoint")) {
            Arrays.stream(EndpointBenchmark.Subject.values()).map(Enum::name).forEach(subjects::add);
        }
        List<String> tokens = plan.parameters().getOrDefault("token", List.of(""));
        return subjects.stream()
                .flatMap(subject ->
                        tokens.stream().map(token -> one(plan.question(), (subject + " " + token).strip())));
    }

    private static Figure one(String question, String subject) {
        return Figure.of(question, subject, List.of(1.0), "/s");
    }
}
