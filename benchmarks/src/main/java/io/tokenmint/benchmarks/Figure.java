package io.tokenmint.benchmarks;

import java.util.List;
import java.util.Locale;

/**
 * A measured number.
 *
 * @param question what was asked, the same for all that can be compared
 * @param subject what was measured
 * @param runs what each run gave, one or more
 * @param unit the unit of these
 * @param allocated bytes allocated per operation, if that was counted; otherwise NaN
 */
record Figure(String question, String subject, List<Double> runs, String unit, double allocated) {
    Figure {
        runs = List.copyOf(runs);
        if (runs.isEmpty()) {
            throw new IllegalArgumentException("a figure takes one run or more");
        }
    }

    /** A figure of which nobody counted the allocation. */
    static Figure of(String question, String subject, List<Double> runs, String unit) {
        return new Figure(question, subject, runs, unit, Double.NaN);
    }

    double median() {
        return Runs.median(runs);
    }

    double least() {
        return Runs.least(runs);
    }

    double most() {
        return Runs.most(runs);
    }

    boolean isFloor() {
        return subject.startsWith("FLOOR");
    }

    boolean isPeer() {
        return subject.startsWith("SPRING") || subject.startsWith("CXF");
    }

    boolean isRate() {
        return unit.endsWith("/s");
    }

    /** The subject as readers of a plot see it. */
    String label() {
        return switch (subject) {
            case "TOKENMINT" -> "Tokenmint";
            case "SPRING" -> "Spring Authorization Server";
            case "CXF" -> "Apache CXF";
            default -> subject.toLowerCase(Locale.ROOT).replace('_', ' ');
        };
    }

    /** Digits that the number is worth. */
    static String text(double value) {
        if (Double.isNaN(value)) {
            return "";
        }
        return Math.abs(value) >= 100
                ? String.format(Locale.ROOT, "%,.0f", value)
                : String.format(Locale.ROOT, "%.3g", value);
    }

    @Override
    public String toString() {
        return question + ": " + subject + " " + text(median()) + " " + unit + " (" + text(least()) + " to "
                + text(most()) + ")";
    }
}
