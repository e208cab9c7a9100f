package io.tokenmint.benchmarks;

import java.util.List;
import java.util.Optional;

/**
 * What is aimed at, and what was measured.
 *
 * @param question what the number is
 * @param goal the bound it is held to; empty when it is only reported
 * @param measured the number from each round; empty when this form of the suite does not measure it
 */
record Target(String question, Optional<Goal> goal, List<Double> measured) {
    /** A bound. */
    record Goal(boolean isMost, double bound) {
        boolean isMetBy(double value) {
            return isMost ? value <= bound : value >= bound;
        }

        @Override
        public String toString() {
            return (isMost ? "at most " : "at least ") + Figure.text(bound);
        }
    }

    static Target atMost(double bound, String question, List<Double> measured) {
        return new Target(question, Optional.of(new Goal(true, bound)), measured);
    }

    static Target atLeast(double bound, String question, List<Double> measured) {
        return new Target(question, Optional.of(new Goal(false, bound)), measured);
    }

    static Target report(String question, List<Double> measured) {
        return new Target(question, Optional.empty(), measured);
    }

    String row() {
        return "| " + question + " | " + goal.map(Goal::toString).orElse("report") + " | " + value() + " | " + verdict()
                + " |\n";
    }

    private String value() {
        if (measured.isEmpty()) {
            return "";
        }
        String median = Figure.text(Runs.median(measured));
        return measured.size() == 1
                ? median
                : median + " (" + Figure.text(Runs.least(measured)) + " to " + Figure.text(Runs.most(measured)) + ")";
    }

    private String verdict() {
        if (measured.isEmpty()) {
            return "not measured in this form";
        }
        return goal.map(bound -> bound.isMetBy(Runs.median(measured)) ? "met" : "**not met**")
                .orElse("");
    }
}
