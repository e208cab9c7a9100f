package io.tokenmint.benchmarks;

import java.util.List;

/**
 * One question's figures as bars with error bars from the least to the most, in colours for light and dark pages: ours, floor,
 * peers.
 *
 * @param question the title
 * @param figures the bars, from top to bottom
 */
record BarChart(String question, List<Figure> figures) {
    private static final int WIDTH = 760;
    private static final int LABELS = 230;
    private static final int VALUES = 130;
    private static final int ROW = 30;
    private static final int TOP = 44;

    private static final String STYLE = """
            <style>
            .page { fill: #ffffff; }
            text { font: 13px system-ui, sans-serif; fill: #1f2328; }
            .title { font-weight: 600; }
            .ours { fill: #0969da; }
            .floor { fill: #8c959f; }
            .peer { fill: #bc4c00; }
            .error { stroke: #1f2328; stroke-width: 1.5; }
            @media (prefers-color-scheme: dark) {
            .page { fill: #0d1117; }
            text { fill: #e6edf3; }
            .ours { fill: #4493f8; }
            .floor { fill: #6e7681; }
            .peer { fill: #db6d28; }
            .error { stroke: #e6edf3; }
            }
            </style>
            """;

    String svg() {
        StringBuilder svg = new StringBuilder();
        int height = TOP + figures.size() * ROW + 8;
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"0 0 %d %d\" width=\"%d\">%n"
                .formatted(WIDTH, height, WIDTH));
        svg.append("<title>").append(escaped(question)).append("</title>\n").append(STYLE);
        // a page that is dark although its reader's system is not must not make the text unreadable
        svg.append("<rect class=\"page\" width=\"%d\" height=\"%d\"/>%n".formatted(WIDTH, height));
        svg.append("<text class=\"title\" x=\"8\" y=\"20\">")
                .append(escaped(question + " (" + figures.get(0).unit() + ")"))
                .append("</text>\n");
        for (int row = 0; row < figures.size(); row++) {
            svg.append(bar(figures.get(row), TOP + row * ROW));
        }
        return svg.append("</svg>\n").toString();
    }

    private String bar(Figure figure, int y) {
        double end = x(figure.median());
        String kind = figure.isFloor() ? "floor" : figure.isPeer() ? "peer" : "ours";
        return """
                <text x="%d" y="%d" text-anchor="end">%s</text>
                <rect class="%s" x="%d" y="%d" width="%.1f" height="18" rx="2"/>
                <line class="error" x1="%.1f" x2="%.1f" y1="%d" y2="%d"/>
                <text x="%.1f" y="%d">%s</text>
                """.formatted(
                        LABELS - 8,
                        y + 14,
                        escaped(figure.label()),
                        kind,
                        LABELS,
                        y,
                        end - LABELS,
                        x(figure.least()),
                        x(figure.most()),
                        y + 9,
                        y + 9,
                        x(figure.most()) + 8,
                        y + 14,
                        Figure.text(figure.median()));
    }

    private double x(double value) {
        double most = figures.stream().mapToDouble(Figure::most).max().orElse(1);
        return LABELS + value / most * (WIDTH - LABELS - VALUES);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
