package io.tokenmint.benchmarks;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The times of two classes of requests.
 *
 * @param name what was compared
 * @param t Welch's t of the times, each class without its slowest hundredth: what a preempted thread took is noise
 * @param medianOfFirst nanoseconds
 * @param medianOfSecond nanoseconds
 */
record TimingComparison(String name, double t, double medianOfFirst, double medianOfSecond) {
    static final int ROUNDS = 25;

    private static final double SEPARABLE_T = 4.5;
    private static final double SEPARABLE_MEDIANS = 0.05;

    /**
     * Takes times, in an order that changes at random, and tells the round of the median t.
     *
     * @param first makes a request of the first class, ready to be sent
     * @param second makes one of the second class
     */
    static TimingComparison of(
            String name, int requests, int warmUp, Supplier<Runnable> first, Supplier<Runnable> second) {
        round(name, 1, warmUp, first, second);
        return IntStream.range(0, ROUNDS)
                .mapToObj(number -> round(name, requests, requests, first, second))
                .sorted(Comparator.comparingDouble(comparison -> Math.abs(comparison.t)))
                .toList()
                .get(ROUNDS / 2);
    }

    private static TimingComparison round(
            String name, int requests, int warmUp, Supplier<Runnable> first, Supplier<Runnable> second) {
        Turns turns = new Turns();
        double[] firstTimes = new double[requests];
        double[] secondTimes = new double[requests];
        for (int round = -warmUp; round < requests; round++) {
            Runnable one = first.get();
            Runnable other = second.get();
            boolean firstGoesFirst = turns.next(2) == 0;
            double early = time(firstGoesFirst ? one : other);
            double late = time(firstGoesFirst ? other : one);
            if (round >= 0) {
                firstTimes[round] = firstGoesFirst ? early : late;
                secondTimes[round] = firstGoesFirst ? late : early;
            }
        }
        double[] a = withoutSlowest(firstTimes);
        double[] b = withoutSlowest(secondTimes);
        return new TimingComparison(name, welch(a, b), a[a.length / 2], b[b.length / 2]);
    }

    boolean isSeparable() {
        return Math.abs(t) >= SEPARABLE_T || Math.abs(medianOfFirst / medianOfSecond - 1) > SEPARABLE_MEDIANS;
    }

    private static double time(Runnable request) {
        long begin = System.nanoTime();
        request.run();
        return System.nanoTime() - begin;
    }

    private static double[] withoutSlowest(double[] times) {
        double[] sorted = times.clone();
        Arrays.sort(sorted);
        return Arrays.copyOf(sorted, sorted.length - sorted.length / 100);
    }

    private static double welch(double[] a, double[] b) {
        return (mean(a) - mean(b)) / Math.sqrt(variance(a) / a.length + variance(b) / b.length);
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(0);
    }

    private static double variance(double[] values) {
        double mean = mean(values);
        return Arrays.stream(values)
                        .map(value -> (value - mean) * (value - mean))
                        .sum()
                / (values.length - 1);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%-90s t %7.2f, medians %.0f and %.0f ns: %s",
                name,
                t,
                medianOfFirst,
                medianOfSecond,
                isSeparable() ? "SEPARABLE" : "not separable");
    }
}
