package io.tokenmint.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Parts that take turns in one JVM, a few milliseconds each and in an order that changes at random, so that whatever else the
 * machine does meets all alike: the ratio of two is good to a few hundredths where the times of either differ by half.
 */
final class Alternation {
    /** Stores are emptied before they hold much more than this. */
    private static final int KEPT = 600_000;

    private final List<Part> parts;
    private volatile Object last = this;

    Alternation(List<Part> parts) {
        this.parts = parts;
    }

    /**
     * Takes the times, a quarter of the blocks first to warm up.
     *
     * @param title what it is about
     * @param threads how many threads do it at a time
     * @param times how often each thread does it in a block
     * @param blocks how many blocks of each part are counted
     * @return a line for each part: the median time, and its ratio to the first part's in the same turn
     */
    String measure(String title, int threads, int times, int blocks) throws Exception {
        int warmUp = blocks / 3 + 1;
        double[][] nanos = new double[parts.size()][blocks];
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            for (int block = -warmUp; block < blocks; block++) {
                if ((block + warmUp) % Math.max(1, KEPT / times / threads) == 0) {
                    parts.forEach(part -> part.empty().run());
                    System.gc();
                }
                List<Integer> order = order();
                for (int part : order) {
                    double taken = take(executor, parts.get(part), threads, times);
                    nanos[part][Math.max(0, block)] = taken;
                }
            }
        } finally {
            executor.shutdown();
        }
        StringBuilder text = new StringBuilder(title).append('\n');
        for (int part = 0; part < nanos.length; part++) {
            text.append(line(parts.get(part).name(), nanos[part], nanos[0]));
        }
        return text.append('\n').toString();
    }

    private List<Integer> order() {
        List<Integer> order = new ArrayList<>();
        for (int part = 0; part < parts.size(); part++) {
            order.add(part);
        }
        Collections.shuffle(order);
        return order;
    }

    /** Nanoseconds that a thread takes for doing it once. */
    private double take(ExecutorService executor, Part part, int threads, int times) throws Exception {
        long begin = System.nanoTime();
        List<Future<?>> running = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            running.add(executor.submit(() -> {
                Part.Work work = part.work().get();
                Object result = this;
                for (int time = 0; time < times; time++) {
                    result = work.once();
                }
                last = result;
                return null;
            }));
        }
        for (Future<?> one : running) {
            one.get();
        }
        return (System.nanoTime() - begin) / (double) times;
    }

    private static String line(String name, double[] nanos, double[] first) {
        double[] sorted = nanos.clone();
        Arrays.sort(sorted);
        double[] ratios = new double[nanos.length];
        Arrays.setAll(ratios, block -> nanos[block] / first[block]);
        Arrays.sort(ratios);
        return String.format(
                Locale.ROOT,
                "  %-56s %8.0f ns  %5.2f (%.2f to %.2f)%n",
                name,
                quantile(sorted, 0.5),
                quantile(ratios, 0.5),
                quantile(ratios, 0.25),
                quantile(ratios, 0.75));
    }

    private static double quantile(double[] sorted, double part) {
        return sorted[(int) (part * (sorted.length - 1))];
    }
}
