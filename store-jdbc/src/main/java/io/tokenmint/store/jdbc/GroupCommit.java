package io.tokenmint.store.jdbc;

import io.tokenmint.spi.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Lets callers that write at the same time share a transaction, without a thread of its own.
 *
 * <p>A caller that finds nobody writing leads: it takes the rows that wait, its own first, and writes them as one batch. Who
 * comes meanwhile waits. A leader leads one batch; it then makes the longest waiting caller the next leader and wakes those it
 * wrote for, or the first few of many, who wake the rest. So a lone caller waits for nobody, and nobody works for others longer
 * than one batch.
 */
final class GroupCommit<R> {
    /** Writes the rows of a batch and settles them; whom it leaves unsettled is told that the batch ended early. */
    @FunctionalInterface
    interface BatchWriter<R> {
        void write(List<Pending<R>> batch);
    }

    private static final int YIELDS = 4;
    /** From about here on the rows of a batch cost more than its commit: waiting for more would only let the database idle. */
    private static final int WORTH_WAITING_FOR = 32;

    private static final int FIRST_ROWS = 8;

    /** Up to here all are woken at once: they make the next batch. Beyond, enough others have come for it meanwhile. */
    private static final int WOKEN_AT_ONCE = 64;

    /** As many as run at a time, and as many again that are on their way. */
    private static final int CHAINS = 2 * Runtime.getRuntime().availableProcessors();

    private final BatchWriter<R> writer;
    private final int maxRows;
    private final int maxLeaders;
    private final int wokenAtOnce;
    private final int chains;
    private volatile int lastBatch;
    private final AtomicInteger leaders = new AtomicInteger();
    private final Queue<Pending<R>> waiting = new ConcurrentLinkedQueue<>();

    GroupCommit(BatchWriter<R> writer, int maxRows, int maxLeaders) {
        this(writer, maxRows, maxLeaders, WOKEN_AT_ONCE, CHAINS);
    }

    GroupCommit(BatchWriter<R> writer, int maxRows, int maxLeaders, int wokenAtOnce, int chains) {
        this.writer = writer;
        this.maxRows = maxRows;
        this.maxLeaders = maxLeaders;
        this.wokenAtOnce = wokenAtOnce;
        this.chains = chains;
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
        try {
            if (becomeLeader()) {
                begin(mine);
            }
            awaitOutcome(mine);
        } finally {
            mine.end();
        }
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

    /** A caller whose row somebody else took meanwhile leads nobody: who that one wakes may wait for it. */
    private void begin(Pending<R> mine) {
        if (mine.claim()) {
            lead(mine);
        } else {
            handOver();
        }
    }

    private void lead(Pending<R> mine) {
        @Nullable ArrayList<Pending<R>> batch = null;
        try {
            batch = new ArrayList<>(FIRST_ROWS);
            takeBatch(mine, batch);
            chain(batch);
            if (!batch.isEmpty()) {
                writer.write(batch);
            }
        } finally {
            // whatever was thrown, even for want of memory: nobody waits for a leader that is gone
            mine.withdraw();
            end(batch);
        }
    }

    /** Allocates nothing. First the next batch, then the thanks: the database does not wait while callers are woken. */
    private void end(@Nullable List<Pending<R>> batch) {
        for (int i = 0; batch != null && i < batch.size(); i++) {
            batch.get(i).abandon();
        }
        handOver();
        for (int i = 0; batch != null && i < batch.size(); i++) {
            batch.get(i).wakeUnlessLeftToAnother();
        }
    }

    /**
     * Lets those of a large batch wake one another, a few at a time. A hundred threads that are woken at once stand before the
     * next leader and its database in the line for the processors: a seventh of the rows a second of 256 callers on two.
     */
    private void chain(List<Pending<R>> batch) {
        if (batch.size() > wokenAtOnce) {
            for (int i = chains; i < batch.size(); i++) {
                batch.get(i).wokenBy(batch.get(i - chains));
            }
        }
    }

    /**
     * Lets those run whom the last batch has just woken: most come back with another row at once, and a transaction costs
     * about the same for two rows as for one. Where a processor is free, or nobody shared the last batch, this takes no time;
     * nor does it once the batch is large, so that the database writes one half of many callers while the other half wakes.
     */
    @SuppressWarnings("ThreadPriorityCheck") // a scheduler that ignores the hint costs a smaller batch, nothing else
    private void gather() {
        int expected = Math.min(lastBatch, WORTH_WAITING_FOR) - 1;
        for (int i = 0; i < YIELDS && waiting.size() < expected; i++) {
            Thread.yield();
        }
    }

    @SuppressWarnings("NonApiType") // a list that can be told to make room
    private void takeBatch(Pending<R> mine, ArrayList<Pending<R>> batch) {
        gather();
        if (mine.take()) {
            batch.add(mine);
        }
        while (batch.size() < maxRows) {
            // before the next one is taken off the queue, so that it is not lost when there is no room for it
            batch.ensureCapacity(batch.size() + 1);
            Pending<R> next = waiting.poll();
            if (next == null) {
                break;
            }
            if (next.takeFollower()) {
                batch.add(next);
            }
        }
        lastBatch = batch.size();
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
