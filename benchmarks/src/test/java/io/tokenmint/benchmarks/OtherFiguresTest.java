package io.tokenmint.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What is measured without JMH runs. */
class OtherFiguresTest {
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
                .hasSize(11)
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
