package io.tokenmint.store.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Calls from several threads that begin together. */
final class Concurrently {
    static final int THREADS = 8;

    private static final long PATIENCE_SECONDS = 120;

    private Concurrently() {}

    /** Runs {@code call} for 0 to {@link #THREADS} at once and returns what they returned. */
    static <T> List<T> call(IntFunction<Callable<T>> call) throws Exception {
        return call(IntStream.range(0, THREADS).mapToObj(call).toList());
    }

    static <T> List<T> call(List<Callable<T>> calls) throws Exception {
        CyclicBarrier start = new CyclicBarrier(calls.size());
        ExecutorService threads = Executors.newFixedThreadPool(calls.size());
        try {
            List<Future<T>> running = new ArrayList<>();
            for (Callable<T> call : calls) {
                running.add(threads.submit(() -> {
                    start.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
                    return call.call();
                }));
            }
            return resultsOf(running);
        } finally {
            threads.shutdownNow();
        }
    }

    private static <T> List<T> resultsOf(List<Future<T>> running) throws Exception {
        List<T> results = new ArrayList<>();
        for (Future<T> future : running) {
            results.add(future.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        }
        return results;
    }
}
