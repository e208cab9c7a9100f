package io.tokenmint.benchmarks;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** What repeated runs of one thing say together. */
final class Runs {
    private Runs() {}

    static double median(List<Double> runs) {
        List<Double> sorted = runs.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }

    static double least(List<Double> runs) {
        return Collections.min(runs);
    }

    static double most(List<Double> runs) {
        return Collections.max(runs);
    }

    /** How many times the divisors the others are, round by round, since what ran at about the same time had the same machine. */
    static List<Double> ratios(List<Double> runs, List<Double> divisors) {
        if (runs.size() != divisors.size()) {
            return List.of(median(runs) / median(divisors));
        }
        return IntStream.range(0, runs.size())
                .mapToObj(round -> runs.get(round) / divisors.get(round))
                .toList();
    }
}
