package io.tokenmint.store.jdbc;

import io.tokenmint.spi.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets callers that write at the same time share a transaction, without a thread of its own.
 *
 * <p>A caller that finds nobody writing leads: it takes the rows that wait, its own first, and writes them as one batch. Who
 * comes meanwhile waits. A leader leads one batch; it then makes the longest waiting caller the next leader and wakes those it
 * wrote for. So a lone caller waits for nobody, and nobody works for others longer than one batch.
 */
final class GroupCommit<R> {
    /** Writes the rows of a batch and settles every one of them. */
    @FunctionalInterface
    interface BatchWriter<R> {
        void write(List<Pending<R>> batch);
    }

    private static final int YIELDS = 4;

    private final BatchWriter<R> writer;
    private final int maxRows;
    private final int maxLeaders;
    private volatile int lastBatch;
    private final AtomicInteger leaders = new AtomicInteger();
    private final Queue<Pending<R>> waiting = new ConcurrentLinkedQueue<>();

    GroupCommit(BatchWriter<R> writer, int maxRows, int maxLeaders) {
        this.writer = writer;
        this.maxRows = maxRows;
        this.maxLeaders = maxLeaders;
    }

    /**
     * Writes a row, together with those of other callers; returns what the writer said of it.
     *
     * @throws StoreException when the row was not written, or nobody can tell; when the caller was interrupted before its row
     *     was in a batch. The interrupt flag is kept in either case.
     */
    boolean write(R row) {
        if (Thread.currentThread().isInterrupted()) {
            throw interrupted();
        }
        Pending<R> mine = new Pending<>(row);
        waiting.add(mine);
        if (becomeLeader()) {
            lead(mine);
        }
        awaitOutcome(mine);
        return mine.outcome();
    }

    private boolean becomeLeader() {
        for (int now = leaders.get(); now < maxLeaders; now = leaders.get()) {
            if (leaders.compareAndSet(now, now + 1)) {
                return true;
            }
        }
        return false;
    }

    private void lead(Pending<R> mine) {
        List<Pending<R>> batch = takeBatch(mine);
        try {
            if (!batch.isEmpty()) {
                writer.write(batch);
            }
        } finally {
            // first the next batch, then the thanks: the database does not wait while callers are woken
            handOver();
            batch.forEach(Pending::wake);
        }
    }

    /**
     * Lets those run whom the last batch has just woken: most come back with another row at once, and a transaction costs
     * about the same for two rows as for one. Where a processor is free, or nobody shared the last batch, this takes no time.
     */
    @SuppressWarnings("ThreadPriorityCheck") // a scheduler that ignores the hint costs a smaller batch, nothing else
    private void gather() {
        for (int i = 0; i < YIELDS && waiting.size() < lastBatch - 1; i++) {
            Thread.yield();
        }
    }

    private List<Pending<R>> takeBatch(Pending<R> mine) {
        gather();
        List<Pending<R>> batch = new ArrayList<>();
        if (mine.take()) {
            batch.add(mine);
        }
        while (batch.size() < maxRows) {
            Pending<R> next = waiting.poll();
            if (next == null) {
                break;
            }
            if (next.takeFollower()) {
                batch.add(next);
            }
        }
        lastBatch = batch.size();
        return batch;
    }

    private void handOver() {
        do {
            for (Pending<R> next = waiting.poll(); next != null; next = waiting.poll()) {
                if (next.promote()) {
                    return;
                }
            }
            leaders.decrementAndGet();
            // somebody may have begun to wait before that was to be seen
        } while (!waiting.isEmpty() && becomeLeader());
    }

    private void awaitOutcome(Pending<R> mine) {
        boolean interrupted = false;
        try {
            while (!mine.isSettled()) {
                if (mine.isLeading()) {
                    lead(mine);
                    continue;
                }
                LockSupport.park(this);
                if (Thread.interrupted()) {
                    interrupted = true;
                    if (mine.leave()) {
                        throw interrupted();
                    }
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static StoreException interrupted() {
        return new StoreException("the caller was interrupted while it waited to write; nothing was written");
    }
}
