package io.tokenmint;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Counts by name, a bounded number of them. When there are too many, those that owe least go: whoever makes names up pushes
 * out other made-up names, and neither what is owed for real guesses nor the next newcomer.
 */
final class FailureCounts<K> {
    /** An eighth of the room is made at a time, so that looking through all counts is rare. */
    private static final int SHARE = 8;

    private final int limit;
    private final int free;
    private final Duration cost;
    private final ConcurrentMap<K, FailureCount> counts = new ConcurrentHashMap<>();
    private final AtomicBoolean makingRoom = new AtomicBoolean();

    FailureCounts(int limit, int free, Duration cost) {
        this.limit = limit;
        this.free = free;
        this.cost = cost;
    }

    @Nullable
    FailureCount find(K name) {
        return counts.get(name);
    }

    FailureCount findOrAdd(K name, Instant now) {
        FailureCount known = counts.get(name);
        if (known != null) {
            return known;
        }
        if (counts.size() >= limit && makingRoom.compareAndSet(false, true)) {
            try {
                makeRoom(now);
            } finally {
                makingRoom.set(false);
            }
        }
        return counts.computeIfAbsent(name, any -> new FailureCount(free, cost));
    }

    void remove(K name) {
        counts.remove(name);
    }

    int size() {
        return counts.size();
    }

    private void makeRoom(Instant now) {
        int enough = limit - limit / SHARE;
        for (int failures = 0; counts.size() > enough && failures < 4 * free; failures = 2 * failures + 1) {
            int most = failures;
            counts.values().removeIf(count -> count.owesAtMost(most, now));
        }
    }
}
