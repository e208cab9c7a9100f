package io.tokenmint.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is measured without JMH runs, and comes out in a form that can be read. */
class OtherFiguresTest {
    private static final Figure FLOOR = Figure.of("Mint", "FLOOR_HASH_MAP", new double[] {100, 90, 130}, "/s", 50);
    private static final Figure OURS = Figure.of("Mint", "TOKENMINT", new double[] {80, 70, 90}, "/s", 60);

    @Test
    void aFigureIsTheMedianOfItsRuns() {
        assertThat(FLOOR.median()).isEqualTo(100);
        assertThat(FLOOR.least()).isEqualTo(90);
        assertThat(FLOOR.most()).isEqualTo(130);
        assertThat(Figure.of("q", "s", new double[] {1, 2}, "ms", 0).median()).isEqualTo(1.5);
    }

    @Test
    void aTableSaysHowManyTimesTheFloorASubjectTakes() {
        assertThat(new FigureTable("Mint", List.of(FLOOR, OURS)).markdown("plot.svg"))
                .contains("| TOKENMINT | 80.0 | 70.0 | 90.0 | /s | 60.0 | 1.25 |")
                .contains("![Mint](plot.svg)");
    }

    @Test
    void aPlotTellsOursFromTheFloor() {
        assertThat(new BarChart("Mint <1>", List.of(FLOOR, OURS)).svg())
                .contains("prefers-color-scheme: dark", "class=\"floor\"", "class=\"ours\"", "Mint &lt;1&gt;")
                .doesNotContain("class=\"peer\"");
    }

    @Test
    void theFirstTokenComesFromANewJvm() throws Exception {
        assertThat(StartUp.measure(1).median()).isPositive();
    }

    @Test
    void liveTokensTakeHeap() {
        assertThat(HeapPerToken.measure(50_000).unit()).isEqualTo("bytes");
    }

    @Test
    void aSteadyLoadIsAnsweredOverSockets() throws Exception {
        assertThat(SocketLoad.figures(50, 1, 1))
                .hasSize(5)
                .allSatisfy(figure -> assertThat(figure.median()).isPositive());
    }

    @Test
    void fullLoadWithBadRequestsIsSurvived() throws Exception {
        assertThat(Soak.run(1, Duration.ofSeconds(4))).contains("bad requests");
    }

    @Test
    void requestsThatFailAreCompared() {
        assertThat(TimingLeaks.run(20, 20))
                .hasSize(9)
                .allSatisfy(comparison -> assertThat(comparison.medianOfFirst()).isPositive());
    }

    @Test
    void equalTimesAreNotSeparable() {
        assertThat(new TimingComparison("same", 0.5, 1_000, 1_010).isSeparable())
                .isFalse();
        assertThat(new TimingComparison("far", 0.5, 1_000, 1_100).isSeparable()).isTrue();
        assertThat(new TimingComparison("sure", -9, 1_000, 1_010).isSeparable()).isTrue();
    }
}
