package io.tokenmint.benchmarks;

import java.util.concurrent.ThreadLocalRandom;

/** Whose turn it is: numbers in an order that no prefetcher guesses, at the cost of one multiplication. Used by one thread. */
final class Turns {
    private long state = ThreadLocalRandom.current().nextLong();

    int next(int bound) {
        step();
        return (int) (((state >>> 33) * bound) >>> 31);
    }

    /** 64 bits of which even the lower ones look random. */
    long nextLong() {
        step();
        return (state ^ (state >>> 32)) * 0x9E37_79B9_7F4A_7C15L;
    }

    private void step() {
        state = state * 6_364_136_223_846_793_005L + 1_442_695_040_888_963_407L;
    }
}
