package io.tokenmint.store.memory;

/**
 * Where an entry lies: which chunk, and where in it. The first chunks have 1, 1, 2 and 4 entries; then follow eight of 8,
 * eight of 16 and so on, and in the end only chunks of 1,024. So a token alone takes no more than its own room, a larger table
 * has about an eighth more room than entries, and no array is large enough to trouble a garbage collector.
 */
final class Place {
    private static final int SMALL_ENTRIES = 8;
    private static final int SMALL_CHUNKS = 4;
    private static final int CHUNKS_PER_SIZE_BITS = 3;
    private static final int CHUNKS_PER_SIZE = 1 << CHUNKS_PER_SIZE_BITS;
    private static final int MIN_SIZE_BITS = 3;
    private static final int MAX_SIZE_BITS = 10;

    /** Added to an entry to make its leading bits tell the chunk. */
    private static final int BIAS = (CHUNKS_PER_SIZE << MIN_SIZE_BITS) - SMALL_ENTRIES;

    private Place() {}

    static int chunk(int entry) {
        if (entry < SMALL_ENTRIES) {
            return Integer.SIZE - Integer.numberOfLeadingZeros(entry);
        }
        int bits = sizeBits(entry + BIAS);
        int firstOfSize = SMALL_CHUNKS + ((bits - MIN_SIZE_BITS) << CHUNKS_PER_SIZE_BITS);
        return firstOfSize + ((entry + BIAS) >>> bits) - CHUNKS_PER_SIZE;
    }

    static int at(int entry) {
        if (entry < SMALL_ENTRIES) {
            return entry - Integer.highestOneBit(entry);
        }
        return (entry + BIAS) & ((1 << sizeBits(entry + BIAS)) - 1);
    }

    static int sizeOfChunk(int chunk) {
        if (chunk < SMALL_CHUNKS) {
            return chunk == 0 ? 1 : 1 << (chunk - 1);
        }
        int bits = MIN_SIZE_BITS + ((chunk - SMALL_CHUNKS) >>> CHUNKS_PER_SIZE_BITS);
        return 1 << Math.min(bits, MAX_SIZE_BITS);
    }

    private static int sizeBits(int number) {
        int bits = Integer.SIZE - 1 - CHUNKS_PER_SIZE_BITS - Integer.numberOfLeadingZeros(number);
        return Math.min(bits, MAX_SIZE_BITS);
    }
}
