package io.tokenmint.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.tokenmint.store.memory.MemoryTokenStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The paper on scale says what was measured, and its model is true of the store. */
class ScalePaperTest {
    private static final Path ROOT = Path.of("..");

    @Test
    void worksFiguresOut() throws IOException {
        assertThat(new ScalePaper(figures()).text())
                .contains("| *m* | tokens a second that one thread mints in memory | 1,200,000 |")
                // 1,000 tokens a second live for 4 hours and are kept for 5, at 50 bytes of heap or 160 of disk
                .contains("| 1,000 | 14,000,000 | 858 MiB | 0.083 % | 2.7 GiB | 24.1 GiB | 2.0 % |")
                .contains("4 GiB of heap for tokens hold 86,000,000 tokens, which is 4,800 tokens a second")
                .doesNotContain("${");
    }

    @Test
    void refusesToGuess() {
        Figures some = new Figures(figures().all().subList(1, 10));
        assertThatIllegalStateException()
                .isThrownBy(() -> new ScalePaper(some).text())
                .withMessageStartingWith("not measured: Mint in memory, 1 thread");
    }

    @Test
    void thePaperIsThereWithTheResultsAndSaysWhatTheySay() throws IOException {
        Path paper = ROOT.resolve("docs/scale.md");
        boolean measured = Stream.of(Suite.SHORT, Suite.LARGE)
                .map(Suite::figures)
                .map(ROOT::resolve)
                .allMatch(Files::exists);
        assertThat(Files.exists(paper))
                .as("docs/scale.md is written from the results of both forms: java -jar benchmarks.jar scale")
                .isEqualTo(measured);
        if (measured) {
            assertThat(Files.readString(paper)).isEqualTo(new ScalePaper(ScalePaper.figures(ROOT)).text());
        }
    }

    @Test
    void theMemoryStoreHoldsTheTokensOfALifetimeAndAboutAnHour() {
        MemoryTokenStore store = new MemoryTokenStore();
        int perSecond = 3;
        int lifetime = (int) Presented.LIFETIME_SECONDS;
        Instant begin = Instant.parse("2030-01-01T00:00:00Z");
        for (int second = 0; second < 3 * lifetime; second++) {
            for (int number = 0; number < perSecond; number++) {
                store.insert(NewTokens.issuedAt(begin.plusSeconds(second)));
            }
        }
        assertThat(store.size()).isBetween((long) perSecond * lifetime, (long) perSecond * (lifetime + 62 * 60));
    }

    private static Figures figures() {
        List<Figure> figures = new ArrayList<>();
        add(figures, Question.mint(1, 1, 1), MintSubject.TOKENMINT, 1_200_000);
        add(figures, Question.mint(2, 1, 1), MintSubject.TOKENMINT, 2_000_000);
        add(figures, Question.endpoint(1), EndpointBenchmark.Subject.ENDPOINT_FORM, 600_000);
        add(figures, Question.validate("live", 1, 10_000), "TOKENMINT LIVE", 3_000_000);
        add(figures, Question.HEAP, HeapPerToken.subject(1_000_000), 50);
        add(figures, Question.mintDurably(16), MintSubject.TOKENMINT_POSTGRESQL, 30_000);
        add(figures, Question.mintDurably(64), MintSubject.TOKENMINT_POSTGRESQL, 50_000);
        add(figures, Question.inserts(Database.Kind.POSTGRESQL, 256), Plans.GROUP_COMMIT, 90_000);
        add(figures, Question.wal(Plans.LARGE), WalVolume.OURS, 300);
        add(figures, Question.disk(Plans.LARGE), WalVolume.OURS, 160);
        return new Figures(figures);
    }

    private static void add(List<Figure> figures, String question, Object subject, double value) {
        figures.add(Figure.of(question, subject.toString(), List.of(value), "/s"));
    }
}
