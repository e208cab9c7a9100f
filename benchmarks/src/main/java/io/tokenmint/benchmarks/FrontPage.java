package io.tokenmint.benchmarks;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The one plot and the one sentence that a reader with a minute sees. */
final class FrontPage {
    static final String PLOT = "mint.svg";

    private static final String MINT = Question.mint(1, 1, 1);

    private final Optional<Figure> ours;
    private final Optional<Figure> floor;
    private final Optional<Figure> spring;
    private final Optional<Figure> cxf;

    FrontPage(Figures figures) {
        this.ours = figures.find(MINT, MintSubject.TOKENMINT);
        this.floor = figures.floor(MINT);
        this.spring = figures.find(MINT, MintSubject.SPRING);
        this.cxf = figures.find(MINT, MintSubject.CXF);
    }

    boolean isComplete() {
        return bars().size() == 4;
    }

    String plot() {
        return new BarChart("Tokens minted in memory by one thread, same secret hash", bars()).svg();
    }

    String sentence() {
        return ("One thread mints %s tokens a second in memory, authentication included: %s times what Spring"
                        + " Authorization Server does and %s times what Apache CXF does with the same secret hash in the same run,"
                        + " and %s times the time that the bare primitives take.")
                .formatted(
                        Figure.text(ours.orElseThrow().median()),
                        ratio(ours, spring),
                        ratio(ours, cxf),
                        ratio(floor, ours));
    }

    private List<Figure> bars() {
        return Stream.of(ours, floor, spring, cxf).flatMap(Optional::stream).toList();
    }

    private static String ratio(Optional<Figure> rate, Optional<Figure> divisor) {
        return Figure.text(Runs.median(
                Runs.ratios(rate.orElseThrow().runs(), divisor.orElseThrow().runs())));
    }
}
