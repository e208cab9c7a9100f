package io.tokenmint.benchmarks;

import java.util.Arrays;
import java.util.Locale;

/**
 * A measured number.
 *
 * @param question what was asked, the same for all that can be compared
 * @param subject what was measured
 * @param median the median of all runs
 * @param least the smallest of the runs
 * @param most the largest of the runs
 * @param unit the unit of these three
 * @param allocated bytes allocated per operation, if that was counted; otherwise NaN
 */
record Figure(
        String question, String subject, double median, double least, double most, String unit, double allocated) {
    /** A figure from the runs' values. */
    static Figure of(String question, String subject, double[] runs, String unit, double allocated) {
        double[] sorted = runs.clone();
        Arrays.sort(sorted);
        return new Figure(question, subject, middle(sorted), sorted[0], sorted[sorted.length - 1], unit, allocated);
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

    /** Digits that the number is worth. */
    static String text(double value) {
        if (Double.isNaN(value)) {
            return "";
        }
        return Math.abs(value) >= 100
                ? String.format(Locale.ROOT, "%,.0f", value)
                : String.format(Locale.ROOT, "%.3g", value);
    }

    private static double middle(double[] sorted) {
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    @Override
    public String toString() {
        return question + ": " + subject + " " + text(median) + " " + unit + " (" + text(least) + " to " + text(most)
                + ")";
    }
}
