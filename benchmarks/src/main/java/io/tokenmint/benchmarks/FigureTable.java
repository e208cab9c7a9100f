package io.tokenmint.benchmarks;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One question's figures in Markdown.
 *
 * @param question the heading
 * @param figures the rows
 */
record FigureTable(String question, List<Figure> figures) {
    String markdown(String plot) {
        Optional<Figure> floor = new Figures(figures).floor(question);
        String rows = figures.stream().map(figure -> row(figure, floor)).collect(Collectors.joining());
        return "## " + question + "\n\n"
                + "| subject | median | least | most | unit | bytes allocated | times the floor |\n"
                + "|---|---:|---:|---:|---|---:|---:|\n"
                + rows
                + (plot.isEmpty() ? "\n" : "\n![" + question + "](" + plot + ")\n\n");
    }

    private static String row(Figure figure, Optional<Figure> floor) {
        String ratio = floor.isPresent() && !figure.isFloor() && figure.isRate()
                ? Figure.text(Runs.median(Runs.ratios(floor.get().runs(), figure.runs())))
                : "";
        return "| " + figure.subject() + " | " + Figure.text(figure.median()) + " | " + Figure.text(figure.least())
                + " | " + Figure.text(figure.most()) + " | " + figure.unit() + " | " + Figure.text(figure.allocated())
                + " | " + ratio + " |\n";
    }
}
