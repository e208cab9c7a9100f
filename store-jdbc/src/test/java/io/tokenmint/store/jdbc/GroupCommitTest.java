package io.tokenmint.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tokenmint.spi.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The group commit alone, its batches let through one by one. */
@Timeout(60)
class GroupCommitTest {
    private static final int FATAL = 99;

    private final BlockingQueue<List<Integer>> begun = new ArrayBlockingQueue<>(100);
    private final BlockingQueue<Boolean> permits = new ArrayBlockingQueue<>(1_000);
    private final ConcurrentLinkedQueue<Thread> leaders = new ConcurrentLinkedQueue<>();
    private final List<Caller> callers = new ArrayList<>();
    private final GroupCommit<Integer> commit = new GroupCommit<>(this::write, 4, 1);
    private final GroupCommit<Integer> ofLargeBatches = new GroupCommit<>(this::write, 512, 1, 64, 4);

    /** A thread that writes one row. */
    private static final class Caller {
        private final CompletableFuture<Boolean> outcome = new CompletableFuture<>();
        private final CompletableFuture<Boolean> interruptFlag = new CompletableFuture<>();
        private final Thread thread;

        private Caller(GroupCommit<Integer> commit, int row) {
            thread = new Thread(() -> {
                try {
                    outcome.complete(commit.write(row));
                } catch (StoreException | Error e) {
                    outcome.completeExceptionally(e);
                }
                interruptFlag.complete(Thread.currentThread().isInterrupted());
            });
            thread.start();
        }
    }

    private void write(List<Pending<Integer>> batch) {
        leaders.add(Thread.currentThread());
        begun.add(batch.stream().map(Pending::row).toList());
        boolean permitted = false;
        boolean interrupted = false;
        while (!permitted) {
            try {
                permitted = permits.take();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        batch.forEach(pending -> {
            if (pending.row() == FATAL) {
                throw new OutOfMemoryError("for a test");
            }
            if (pending.row() < 0) {
                pending.failed(new StoreException("negative"));
            } else {
                pending.written(pending.row() % 2 == 0);
            }
        });
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterEach
    void everybodyHasLeft() throws InterruptedException {
        for (Caller caller : callers) {
            caller.thread.join();
        }
    }

    @Test
    void aLoneCallerWritesAtOnceByItself() throws Exception {
        Caller caller = call(2);

        assertThat(nextBatch()).containsExactly(2);
        permit(1);
        assertThat(caller.outcome.get()).isTrue();
        assertThat(leaders).containsExactly(caller.thread);
    }

    @Test
    void whoComesMeanwhileIsWrittenTogether() throws Exception {
        Caller first = call(0);
        assertThat(nextBatch()).containsExactly(0);
        List<Caller> others = callWaiting(1, 2, -3);

        permit(2);

        assertThat(nextBatch()).containsExactly(1, 2, -3);
        assertThat(first.outcome.get()).isTrue();
        assertThat(others.get(0).outcome.get()).isFalse();
        assertThat(others.get(1).outcome.get()).isTrue();
        assertThat(others.get(2).outcome)
                .failsWithin(10, TimeUnit.SECONDS)
                .withThrowableThat()
                .withMessageContaining("negative");
    }

    @Test
    void aLeaderLeadsOneBatchOfBoundedSizeAndTheLongestWaitingIsNext() throws Exception {
        Caller first = call(0);
        nextBatch();
        List<Caller> others = callWaiting(1, 2, 3, 4, 5, 6);

        permit(3);

        assertThat(nextBatch()).containsExactly(1, 2, 3, 4);
        assertThat(nextBatch()).containsExactly(5, 6);
        for (Caller caller : others) {
            caller.thread.join();
        }
        assertThat(leaders).containsExactly(first.thread, others.get(0).thread, others.get(4).thread);
    }

    @Test
    void anInterruptedCallerThatIsNotInABatchLeavesWithItsFlag() throws Exception {
        call(0);
        nextBatch();
        List<Caller> others = callWaiting(2, 4);

        others.get(0).thread.interrupt();

        assertThat(others.get(0).outcome)
                .failsWithin(10, TimeUnit.SECONDS)
                .withThrowableThat()
                .withMessageContaining("nothing was written");
        assertThat(others.get(0).interruptFlag.get()).isTrue();
        permit(2);
        assertThat(nextBatch()).containsExactly(4);
    }

    @Test
    void anInterruptedCallerWhoseRowIsInABatchWaitsAndKeepsItsFlag() throws Exception {
        call(0);
        nextBatch();
        List<Caller> others = callWaiting(1, 2);
        permit(1);
        assertThat(nextBatch()).containsExactly(1, 2);

        others.get(0).thread.interrupt();
        others.get(1).thread.interrupt();
        permit(1);

        assertThat(others.get(1).outcome.get()).isTrue();
        assertThat(others.get(0).interruptFlag.get()).isTrue();
        assertThat(others.get(1).interruptFlag.get()).isTrue();
    }

    @Test
    void aCallerInterruptedBeforehandWritesNothing() {
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(StoreException.class).isThrownBy(() -> commit.write(2));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(begun).isEmpty();
    }

    /** Of a batch whose leader was thrown out, who had their answer keeps it; the others are told, and the next batch comes. */
    @Test
    void anErrorInALeaderLeavesNobodyWaitingAndNoLeaderBehind() throws Exception {
        call(0);
        nextBatch();
        List<Caller> others = callWaiting(2, FATAL, 4);
        permit(1);
        assertThat(nextBatch()).containsExactly(2, FATAL, 4);
        List<Caller> next = callWaiting(6);
        permit(2);

        assertThat(others.get(0).outcome)
                .failsWithin(10, TimeUnit.SECONDS)
                .withThrowableThat()
                .withCauseInstanceOf(OutOfMemoryError.class);
        for (Caller follower : others.subList(1, 3)) {
            assertThat(follower.outcome)
                    .failsWithin(10, TimeUnit.SECONDS)
                    .withThrowableThat()
                    .withMessageContaining("ended early");
        }
        assertThat(next.get(0).outcome.get()).isTrue();
        permit(1);
        assertThat(call(8).outcome.get()).isTrue();
    }

    @Test
    void everybodyOfALargeBatchIsWoken() throws Exception {
        call(ofLargeBatches, 0);
        nextBatch();
        List<Caller> others =
                callWaiting(ofLargeBatches, IntStream.range(100, 400).toArray());
        permit(1);
        assertThat(nextBatch()).hasSize(300);
        others.get(150).thread.interrupt();
        permit(1);

        for (int number = 0; number < 300; number++) {
            assertThat(others.get(number).outcome.get()).isEqualTo(number % 2 == 0);
            assertThat(others.get(number).interruptFlag.get()).isEqualTo(number == 150);
        }
        assertThat(leaders).hasSize(2);
    }

    @Test
    void anErrorInALeaderOfALargeBatchLeavesNobodyWaiting() throws Exception {
        call(ofLargeBatches, 0);
        nextBatch();
        List<Caller> others = callWaiting(
                ofLargeBatches,
                IntStream.range(0, 200).map(row -> row == FATAL ? row : 2).toArray());
        permit(2);
        nextBatch();

        for (Caller caller : others) {
            caller.thread.join();
        }
        assertThat(others.stream().filter(caller -> caller.outcome.isCompletedExceptionally()))
                .hasSize(1 + 200 - FATAL);
        permit(1);
        assertThat(call(ofLargeBatches, 8).outcome.get()).isTrue();
    }

    /** Of those whose leader was thrown out some have no answer, but all come back. */
    @Test
    void nobodyIsForgottenWhereEachWakesTheNext() throws Exception {
        for (int concurrent = 1; concurrent <= 3; concurrent++) {
            AtomicInteger batches = new AtomicInteger();
            AtomicInteger thrown = new AtomicInteger();
            AtomicInteger back = new AtomicInteger();
            GroupCommit<Integer> chained = new GroupCommit<>(
                    batch -> {
                        if (batches.incrementAndGet() % 50 == 0) {
                            throw new OutOfMemoryError("for a test");
                        }
                        batch.forEach(pending -> pending.written(true));
                    },
                    64,
                    concurrent,
                    1,
                    1);
            List<Thread> threads = IntStream.range(0, 32)
                    .mapToObj(i -> new Thread(() -> IntStream.range(0, 1_000).forEach(row -> {
                        try {
                            chained.write(row);
                        } catch (StoreException | OutOfMemoryError e) {
                            thrown.incrementAndGet();
                        }
                        back.incrementAndGet();
                    })))
                    .toList();
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(back).hasValue(32_000);
            assertThat(thrown).hasPositiveValue();
        }
    }

    @Test
    void nobodyIsForgottenByManyCallersAndSeveralLeaders() throws Exception {
        for (int concurrent = 1; concurrent <= 3; concurrent++) {
            GroupCommit<Integer> free = new GroupCommit<>(batch -> batch.forEach(p -> p.written(true)), 3, concurrent);
            List<Thread> threads = IntStream.range(0, 16)
                    .mapToObj(i -> new Thread(() -> IntStream.range(0, 2_000).forEach(free::write)))
                    .toList();
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                thread.join();
            }
        }
    }

    private Caller call(int row) {
        return call(commit, row);
    }

    private Caller call(GroupCommit<Integer> commit, int row) {
        Caller caller = new Caller(commit, row);
        callers.add(caller);
        return caller;
    }

    /** Callers that wait, in the order given. */
    private List<Caller> callWaiting(int... rows) {
        return callWaiting(commit, rows);
    }

    private List<Caller> callWaiting(GroupCommit<Integer> commit, int... rows) {
        List<Caller> waiting = new ArrayList<>();
        for (int row : rows) {
            Caller caller = call(commit, row);
            while (caller.thread.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            waiting.add(caller);
        }
        return waiting;
    }

    private List<Integer> nextBatch() throws InterruptedException {
        return begun.take();
    }

    private void permit(int batches) {
        for (int i = 0; i < batches; i++) {
            permits.add(true);
        }
    }
}
