package io.tokenmint.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Works the paper on scale out from measured figures, so that no number in it is anybody's guess. */
final class ScalePaper {
    private static final Path PAPER = Path.of("docs", "scale.md");
    /** The short form's first: what both measured is taken from there. */
    private static final List<Path> FIGURES = List.of(Suite.SHORT.figures(), Suite.LARGE.figures());

    private static final int[] RATES = {10, 100, 1_000, 10_000};
    private static final double LIFETIME_SECONDS = 14_400;
    /** How long an expired token is kept, by the memory store and by the clean-up of a database with its default. */
    private static final double MARGIN_SECONDS = 3_600;

    private static final double KEPT_SECONDS = LIFETIME_SECONDS + MARGIN_SECONDS;
    private static final double SECONDS_PER_DAY = 86_400;
    private static final double GIB = 1L << 30;

    private final Figures figures;

    ScalePaper(Figures figures) {
        this.figures = figures;
    }

    /** Whether both forms whose figures the paper takes have run. */
    static boolean canBeWritten() {
        return FIGURES.stream().allMatch(Files::exists);
    }

    /** Writes the paper again from what the forms left. */
    static void write() throws IOException {
        Files.writeString(PAPER, new ScalePaper(figures(Path.of(""))).text());
        System.out.println("written: " + PAPER.toAbsolutePath());
    }

    /** The figures of both forms below the root of a checkout. */
    static Figures figures(Path root) throws IOException {
        List<Figure> all = new ArrayList<>();
        for (Path file : FIGURES) {
            all.addAll(FigureFile.read(Files.readString(root.resolve(file))).all());
        }
        return new Figures(all);
    }

    String text() throws IOException {
        String text = template();
        for (Map.Entry<String, String> value : values().entrySet()) {
            text = text.replace("${" + value.getKey() + "}", value.getValue());
        }
        if (text.contains("${")) {
            throw new IllegalStateException("the paper names a figure that is not worked out: " + text);
        }
        return text;
    }

    private Map<String, String> values() {
        double mint = median(Question.mint(1, 1, 1), MintSubject.TOKENMINT);
        double heap = median(Question.HEAP, HeapPerToken.subject(1_000_000));
        double disk = median(Question.disk(Plans.LARGE), WalVolume.OURS);
        double wal = median(Question.wal(Plans.LARGE), WalVolume.OURS);
        double postgres = median(Question.mintDurably(64), MintSubject.TOKENMINT_POSTGRESQL);
        double tokens = 4 * GIB / heap;
        Map<String, String> values = new LinkedHashMap<>();
        values.put("mint1", count(mint));
        values.put("mint2", count(median(Question.mint(2, 1, 1), MintSubject.TOKENMINT)));
        values.put("endpoint", count(median(Question.endpoint(1), EndpointBenchmark.Subject.ENDPOINT_FORM)));
        values.put("validate", count(median(Question.validate("live", 1, 10_000), "TOKENMINT LIVE")));
        values.put("heap", count(heap));
        values.put("postgres16", count(median(Question.mintDurably(16), MintSubject.TOKENMINT_POSTGRESQL)));
        values.put("postgres64", count(postgres));
        values.put("inserts256", count(median(Question.inserts(Database.Kind.POSTGRESQL, 256), Plans.GROUP_COMMIT)));
        values.put("wal", count(wal));
        values.put("disk", count(disk));
        values.put("tokens4g", count(tokens));
        values.put("rate4g", count(tokens / KEPT_SECONDS));
        values.put("share4g", share(tokens / KEPT_SECONDS / mint));
        values.put("liveAtPostgres", count(postgres * LIFETIME_SECONDS));
        values.put("diskAtPostgres", bytes(postgres * KEPT_SECONDS * disk));
        values.put(
                "rates",
                IntStream.of(RATES)
                        .mapToObj(rate -> row(rate, mint, heap, disk, wal, postgres))
                        .collect(Collectors.joining("\n")));
        return values;
    }

    private static String row(int rate, double mint, double heap, double disk, double wal, double postgres) {
        return "| " + count(rate) + " | " + count(rate * LIFETIME_SECONDS) + " | "
                + bytes(rate * KEPT_SECONDS * heap) + " | " + share(rate / mint) + " | "
                + bytes(rate * KEPT_SECONDS * disk) + " | "
                + bytes(rate * SECONDS_PER_DAY * wal) + " | " + share(rate / postgres) + " |";
    }

    private double median(String question, Object subject) {
        return figures.find(question, subject)
                .orElseThrow(() -> new IllegalStateException("not measured: " + question + ", " + subject))
                .median();
    }

    /** To two digits, which is more than a figure of another machine is worth. */
    private static String count(double value) {
        double step = Math.pow(10, Math.max(0, Math.floor(Math.log10(value)) - 1));
        return String.format(Locale.ROOT, "%,.0f", Math.round(value / step) * step);
    }

    private static String share(double part) {
        return String.format(Locale.ROOT, part < 0.1 ? "%.2g %%" : "%.0f %%", part * 100);
    }

    private static String bytes(double bytes) {
        double mib = bytes / (1 << 20);
        return mib < 1_000
                ? String.format(Locale.ROOT, "%.0f MiB", mib)
                : String.format(Locale.ROOT, "%,.1f GiB", mib / 1_024);
    }

    private static String template() throws IOException {
        try (InputStream template = ScalePaper.class.getResourceAsStream("scale.md")) {
            if (template == null) {
                throw new IllegalStateException("scale.md is not in the jar: build it again");
            }
            return new String(template.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
