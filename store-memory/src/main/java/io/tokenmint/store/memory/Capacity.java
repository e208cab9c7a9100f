package io.tokenmint.store.memory;

import io.tokenmint.spi.StoreException;
import java.util.concurrent.atomic.AtomicLong;

/** How many tokens there may be, and are. Counts exactly, and only when there is a limit. */
final class Capacity {
    private final long limit;
    private final AtomicLong taken = new AtomicLong();

    Capacity(long limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("the capacity is the number of tokens to keep: give one or more");
        }
        this.limit = limit;
    }

    void take() {
        if (isLimited() && taken.getAndUpdate(n -> n < limit ? n + 1 : n) >= limit) {
            throw new StoreException("the memory store holds the " + limit + " tokens it may: raise its capacity, issue"
                    + " tokens with a shorter lifetime, or delete expired ones more often");
        }
    }

    void give(long number) {
        if (isLimited()) {
            taken.addAndGet(-number);
        }
    }

    private boolean isLimited() {
        return limit != Long.MAX_VALUE;
    }
}
