package io.tokenmint;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Lends {@link Scratch} to requests. Each thread looks in a place of its own first, so threads seldom meet; when a place is
 * empty the request gets a new one. There are no thread-locals, which virtual threads would multiply.
 */
final class ScratchPool {
    // Neighbouring places lie on different cache lines.
    private static final int STRIDE = 32;

    private final AtomicReferenceArray<Scratch> places;
    private final int mask;

    ScratchPool() {
        int count = Integer.highestOneBit(Runtime.getRuntime().availableProcessors() * 8 - 1) * 2;
        places = new AtomicReferenceArray<>(count * STRIDE);
        mask = count - 1;
    }

    Scratch borrow() {
        Scratch scratch = places.getAndSet(place(), null);
        return scratch == null ? new Scratch() : scratch;
    }

    void giveBack(Scratch scratch) {
        places.lazySet(place(), scratch);
    }

    private int place() {
        long id = Thread.currentThread().getId();
        return ((int) id & mask) * STRIDE;
    }
}
