package io.tokenmint.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;

/** Writes what was measured: JMH's JSON, all figures as CSV, a table in Markdown, and a plot for each question. */
final class Report {
    private final String name;
    private final Suite suite;
    private final Path folder;
    /** Before anything is written, which would be a change to it. */
    private final String commit = Machine.commit();

    Report(Suite suite, Path folder) {
        this.suite = suite;
        this.name = suite.name().toLowerCase(Locale.ROOT);
        this.folder = folder;
    }

    void write(List<Measured> measured, List<Figure> others, Duration took) throws IOException {
        Files.createDirectories(folder);
        writeJson(measured.stream().flatMap(one -> one.results().stream()).toList());
        Figures figures =
                new Figures(Stream.concat(measured.stream().flatMap(one -> one.figures().stream()), others.stream())
                        .toList());
        Files.writeString(folder.resolve(name + ".csv"), FigureFile.write(figures));
        FrontPage frontPage = new FrontPage(figures);
        StringBuilder markdown = new StringBuilder(heading(took));
        if (frontPage.isComplete()) {
            Files.writeString(folder.resolve(FrontPage.PLOT), frontPage.plot());
            markdown.append(frontPage.sentence())
                    .append("\n\n![Tokens a second](")
                    .append(FrontPage.PLOT)
                    .append(")\n\n");
        }
        markdown.append(new Targets(figures).markdown());
        for (Map.Entry<String, List<Figure>> question : figures.byQuestion().entrySet()) {
            String plot = "";
            if (question.getValue().size() > 1) {
                plot = name + "-" + fileName(question.getKey()) + ".svg";
                Files.writeString(folder.resolve(plot), new BarChart(question.getKey(), question.getValue()).svg());
            }
            markdown.append(new FigureTable(question.getKey(), question.getValue()).markdown(plot));
        }
        measured.stream()
                .flatMap(one -> one.failures().stream())
                .forEach(failure ->
                        markdown.append("**Failed:** ").append(failure).append("\n\n"));
        Path table = folder.resolve(name + ".md");
        Files.writeString(table, markdown);
        System.out.println("written: " + table.toAbsolutePath());
    }

    private void writeJson(Collection<RunResult> results) throws IOException {
        try (PrintStream json =
                new PrintStream(Files.newOutputStream(folder.resolve(name + ".json")), false, StandardCharsets.UTF_8)) {
            ResultFormatFactory.getInstance(ResultFormatType.JSON, json).writeOut(results);
        }
    }

    private String heading(Duration took) {
        return """
                # Results of the %s form

                %s, commit %s. %s, %d processors, %s %s. Measured JVMs: `%s`, less where little is kept. %d rounds, each of which runs every subject once in a
                JVM of its own, but that what no target needs is run in the first round only. The run took %d minutes.

                Figures are medians of the rounds, with the least and the most of them. "Times the floor" is the time of an
                operation over that of the fastest floor in the same table.

                """.formatted(
                        name,
                        LocalDate.now(ZoneOffset.UTC),
                        commit,
                        Machine.processor(),
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("java.vm.name"),
                        Runtime.version(),
                        String.join(" ", suite.jvm()),
                        suite.rounds(),
                        took.toMinutes());
    }

    private static String fileName(String question) {
        return question.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    }
}
