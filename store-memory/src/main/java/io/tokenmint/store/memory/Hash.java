package io.tokenmint.store.memory;

import io.tokenmint.spi.TokenKey;

/**
 * Where a key belongs within its minute: 64 well-mixed bits, of which the lower half chooses the stripe and the upper half is
 * for the stripe's table. Keys are SHA-256 already; mixing them guards against token formats that are less random.
 */
final class Hash {
    private static final long GOLDEN_RATIO = 0x9E37_79B9_7F4A_7C15L;

    private Hash() {}

    static long of(TokenKey key) {
        return of(key.word1(), key.word2(), key.word3());
    }

    static int inTable(long hash) {
        return (int) (hash >>> 32);
    }

    static long of(long word1, long word2, long word3) {
        long mixed = (word1 ^ Long.rotateLeft(word2, 21) ^ Long.rotateLeft(word3, 43)) * GOLDEN_RATIO;
        return (mixed ^ mixed >>> 32) * GOLDEN_RATIO;
    }
}
