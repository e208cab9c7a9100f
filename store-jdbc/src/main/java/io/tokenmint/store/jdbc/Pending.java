package io.tokenmint.store.jdbc;

import io.tokenmint.spi.StoreException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One caller's row on its way into a batch, and what became of it. */
final class Pending<R> {
    private enum State {
        WAITING,
        LEADING,
        TAKEN,
        LEFT,
        SETTLED
    }

    private static final String ENDED_EARLY =
            "the batch ended early, so nobody can tell whether the row was kept; see what its leader was thrown";

    private final R row;
    private final Thread owner = Thread.currentThread();
    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
    private boolean result;
    private boolean abandoned;
    private @Nullable StoreException failure;
    /** Who wakes the caller; null when its leader does. */
    private @Nullable Pending<R> previous;
    /** Whom the caller wakes when it leaves. */
    private @Nullable Pending<R> next;

    private volatile boolean gone;

    Pending(R row) {
        this.row = row;
    }

    R row() {
        return row;
    }

    /** Puts the row into a batch; false when it is in one already or its caller left. */
    boolean take() {
        return state.compareAndSet(State.WAITING, State.TAKEN) || state.compareAndSet(State.LEADING, State.TAKEN);
    }

    /** Puts somebody else's row into a batch; false when that somebody leads a batch of their own. */
    boolean takeFollower() {
        return state.compareAndSet(State.WAITING, State.TAKEN);
    }

    /** Makes the caller, which is awake, a leader; false when its row is in a batch already. */
    boolean claim() {
        return state.compareAndSet(State.WAITING, State.LEADING);
    }

    /** Makes the caller the next leader; false when it is served already or left. */
    boolean promote() {
        if (!state.compareAndSet(State.WAITING, State.LEADING)) {
            return false;
        }
        LockSupport.unpark(owner);
        return true;
    }

    /** Lets an interrupted caller go; false when its row is in a batch, or it is the one to lead the next. */
    boolean leave() {
        return state.compareAndSet(State.WAITING, State.LEFT);
    }

    /** Lets a leader go that is thrown out before its row is in a batch; a row that is in one stays. */
    void withdraw() {
        if (!leave()) {
            state.compareAndSet(State.LEADING, State.LEFT);
        }
    }

    boolean isLeading() {
        return state.get() == State.LEADING;
    }

    boolean isSettled() {
        return state.get() == State.SETTLED;
    }

    void written(boolean outcome) {
        result = outcome;
        state.set(State.SETTLED);
    }

    void failed(StoreException reason) {
        failure = reason;
        state.set(State.SETTLED);
    }

    /** Ends the wait of a caller whose batch ended without a word on its row; allocates nothing. */
    void abandon() {
        if (!isSettled()) {
            abandoned = true;
            state.set(State.SETTLED);
        }
    }

    /** Leaves it to another caller of the batch to end the owner's wait; said before the row is settled. */
    void wokenBy(Pending<R> earlier) {
        previous = earlier;
        earlier.next = this;
    }

    /** Ends the owner's wait, unless that was left to another that is still there; when all of the batch are settled. */
    void wakeUnlessLeftToAnother() {
        Pending<R> earlier = previous;
        if (earlier == null || earlier.gone) {
            wake();
        }
    }

    /**
     * Ends the wait that was left to this caller, which leaves. One that was thrown out before its row was settled is seen by
     * the leader afterwards.
     */
    void end() {
        gone = true;
        if (isSettled()) {
            Pending<R> later = next;
            if (later != null) {
                later.wake();
            }
        }
    }

    /** A leader does not wait for itself. */
    private void wake() {
        if (owner != Thread.currentThread()) {
            LockSupport.unpark(owner);
        }
    }

    /** What became of the row, for its caller. */
    boolean outcome() {
        if (abandoned) {
            throw new StoreException(ENDED_EARLY);
        }
        StoreException reason = failure;
        if (reason != null) {
            // a new one, so that the trace is the caller's own
            throw new StoreException(String.valueOf(reason.getMessage()), reason);
        }
        return result;
    }
}
