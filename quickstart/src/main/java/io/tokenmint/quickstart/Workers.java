package io.tokenmint.quickstart;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * So many requests at once, so many more that wait, and a few threads that read what comes beyond and say 503. What is too
 * much even for those is rejected, upon which the server closes the connection.
 */
final class Workers implements Executor {
    private static final int REFUSERS = 4;
    private static final int WAITING_FOR_REFUSAL = 256;

    private final ThreadPoolExecutor workers;
    private final ThreadPoolExecutor refusers;

    /** A thread on which nothing but refusing is done. */
    private static final class Refuser extends Thread {
        Refuser(Runnable work) {
            super(work, "refuser");
        }
    }

    Workers(int threads, int waiting) {
        workers = pool(threads, waiting);
        refusers = pool(REFUSERS, WAITING_FOR_REFUSAL);
        refusers.setThreadFactory(Refuser::new);
        workers.setRejectedExecutionHandler((request, full) -> refusers.execute(request));
    }

    @Override
    public void execute(Runnable request) {
        workers.execute(request);
    }

    /** Whether the request on this thread is one too many, or came too late. */
    static boolean mustRefuse() {
        return Thread.currentThread() instanceof Refuser;
    }

    /** Finishes what it took, refuses what comes from now on; false when the patience ended first. */
    boolean drain(Duration patience) throws InterruptedException {
        workers.shutdown();
        return workers.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Takes nothing any more, not even to refuse it. */
    void shutdown() {
        workers.shutdown();
        refusers.shutdown();
    }

    private static ThreadPoolExecutor pool(int threads, int waiting) {
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(threads, threads, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(waiting));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }
}
