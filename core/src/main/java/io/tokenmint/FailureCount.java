package io.tokenmint;

import java.time.Duration;
import java.time.Instant;

/**
 * Failures of one kind, as a time that each of them moves ahead by its cost. They are free while that time is less than the
 * free ones' cost ahead of the present. Attempts that are under way count as failures until it is known how they went, so
 * that however many come at once, no more fail than may.
 */
final class FailureCount {
    private final int free;
    private final long cost;
    private long paidAt;
    private int underWay;

    FailureCount(int free, Duration cost) {
        this.free = free;
        this.cost = cost.toMillis();
    }

    /** For how many milliseconds an attempt has to wait for what failed; zero when it need not. */
    synchronized long excess(Instant now) {
        return Math.max(0, debt(now.toEpochMilli()) - (free - 1) * cost);
    }

    /** Begins an attempt, unless it would be one too many if all that are under way failed. */
    synchronized boolean begin(Instant now) {
        boolean allowed = debt(now.toEpochMilli()) + underWay * cost <= (free - 1) * cost;
        underWay += allowed ? 1 : 0;
        return allowed;
    }

    /** Ends an attempt that was begun. */
    synchronized void end() {
        underWay--;
    }

    /** Counts a failure. The debt stops growing at twice what is free, so that waiting always helps. */
    synchronized void fail(Instant now) {
        long present = now.toEpochMilli();
        paidAt = present + Math.min(debt(present) + cost, 2L * free * cost);
    }

    /** Whether no attempt is under way and no more is owed than for a number of failures. */
    synchronized boolean owesAtMost(int failures, Instant now) {
        return underWay == 0 && debt(now.toEpochMilli()) <= failures * cost;
    }

    /** What is owed, in milliseconds. More than can be owed means that the clock was set back, and is forgotten. */
    private long debt(long present) {
        long debt = Math.max(0, paidAt - present);
        return debt > 2L * free * cost ? 0 : debt;
    }
}
