package io.tokenmint.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** All figures as text: a line for each, its runs at the end, so that whatever is worked out from figures can be again. */
final class FigureFile {
    private static final String HEADING =
            "question;subject;unit;bytes allocated per operation;median;least;most;every round";

    private FigureFile() {}

    static String write(Figures figures) {
        return figures.all().stream().map(FigureFile::line).collect(Collectors.joining("\n", HEADING + "\n", "\n"));
    }

    static Figures read(String text) {
        return new Figures(text.lines().skip(1).map(FigureFile::figure).toList());
    }

    private static String line(Figure figure) {
        return String.join(
                ";",
                figure.question(),
                figure.subject(),
                figure.unit(),
                String.valueOf(figure.allocated()),
                String.valueOf(figure.median()),
                String.valueOf(figure.least()),
                String.valueOf(figure.most()),
                figure.runs().stream().map(String::valueOf).collect(Collectors.joining(" ")));
    }

    private static Figure figure(String line) {
        List<String> cells = Arrays.asList(line.split(";", -1));
        List<Double> runs =
                Arrays.stream(cells.get(7).split(" ", -1)).map(Double::valueOf).toList();
        return new Figure(cells.get(0), cells.get(1), runs, cells.get(2), Double.parseDouble(cells.get(3)));
    }
}
