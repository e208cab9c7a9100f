package io.tokenmint.store.memory;

/**
 * Where an entry lies: which chunk, and where in it. The first chunk grows with its entries up to 8; then follow eight of 8,
 * eight of 16 and so on, and in the end only chunks of 1,024. So a token alone takes no more than its own room, a larger table
 * has about an eighth more room than entries, and no array is large enough to trouble a garbage collector.
 */
final class Place {
    /** How many entries the first chunk may have. */
    static final int IN_FIRST = 8;

    private static final int CHUNKS_PER_SIZE_BITS = 3;
    private static final int CHUNKS_PER_SIZE = 1 << CHUNKS_PER_SIZE_BITS;
    private static final int MIN_SIZE_BITS = 3;
    private static final int MAX_SIZE_BITS = 10;

    /** Added to an entry to make its leading bits tell the chunk. */
    private static final int BIAS = (CHUNKS_PER_SIZE << MIN_SIZE_BITS) - IN_FIRST;

    private Place() {}

    static int chunk(int entry) {
        if (entry < IN_FIRST) {
            return 0;
        }
        int bits = sizeBits(entry + BIAS);
        int firstOfSize = 1 + ((bits - MIN_SIZE_BITS) << CHUNKS_PER_SIZE_BITS);
        return firstOfSize + ((entry + BIAS) >>> bits) - CHUNKS_PER_SIZE;
    }

    static int at(int entry) {
        if (entry < IN_FIRST) {
            return entry;
        }
        return (entry + BIAS) & ((1 << sizeBits(entry + BIAS)) - 1);
    }

    static int sizeOfChunk(int chunk) {
        if (chunk == 0) {
            return IN_FIRST;
        }
        int bits = MIN_SIZE_BITS + ((chunk - 1) >>> CHUNKS_PER_SIZE_BITS);
        return 1 << Math.min(bits, MAX_SIZE_BITS);
    }

    private static int sizeBits(int number) {
        int bits = Integer.SIZE - 1 - CHUNKS_PER_SIZE_BITS - Integer.numberOfLeadingZeros(number);
        return Math.min(bits, MAX_SIZE_BITS);
    }
}
