package io.tokenmint.benchmarks;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The least a map from 32-byte keys can be and still be shared by threads and grow: open addressing over longs, one monitor
 * for each of 64 stripes. It cannot delete and has no time, no clients and no limits: a yardstick, not a store.
 */
final class StripedTable implements FloorMap.Tokens {
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int STRIPES = 64;
    private static final int KEY_WORDS = 4;
    private static final int ENTRY_WORDS = 5;

    private final Stripe[] stripes = new Stripe[STRIPES];

    StripedTable() {
        for (int i = 0; i < STRIPES; i++) {
            stripes[i] = new Stripe();
        }
    }

    @Override
    public void insert(byte[] hash) {
        stripeOf(hash).insert(word(hash, 0), word(hash, 1), word(hash, 2), word(hash, 3), 1);
    }

    @Override
    public boolean contains(byte[] hash) {
        return stripeOf(hash).contains(word(hash, 0), word(hash, 1), word(hash, 2), word(hash, 3));
    }

    private Stripe stripeOf(byte[] hash) {
        return stripes[hash[hash.length - 1] & (STRIPES - 1)];
    }

    static void putWord(byte[] hash, int at, long word) {
        WORD.set(hash, at, word);
    }

    private static long word(byte[] hash, int number) {
        return (long) WORD.get(hash, number * Long.BYTES);
    }

    private static final class Stripe {
        private long[] words = new long[16 * ENTRY_WORDS];
        private int mask = 15;
        private int size;

        @SuppressWarnings("unused") // padding: neighbours are locked by other threads
        private long p0, p1, p2, p3, p4, p5, p6, p7;

        synchronized void insert(long word0, long word1, long word2, long word3, long value) {
            if (size == mask - (mask >>> 2)) {
                grow();
            }
            int at = freePlace(words, mask, word0);
            words[at] = word0;
            words[at + 1] = word1;
            words[at + 2] = word2;
            words[at + 3] = word3;
            words[at + KEY_WORDS] = value;
            size++;
        }

        synchronized boolean contains(long word0, long word1, long word2, long word3) {
            for (int place = (int) word0 & mask; ; place = (place + 1) & mask) {
                int at = place * ENTRY_WORDS;
                if (words[at + KEY_WORDS] == 0) {
                    return false;
                }
                if (words[at] == word0 && words[at + 1] == word1 && words[at + 2] == word2 && words[at + 3] == word3) {
                    return true;
                }
            }
        }

        private void grow() {
            int largerMask = mask * 2 + 1;
            long[] larger = new long[(largerMask + 1) * ENTRY_WORDS];
            for (int from = 0; from < words.length; from += ENTRY_WORDS) {
                if (words[from + KEY_WORDS] != 0) {
                    System.arraycopy(words, from, larger, freePlace(larger, largerMask, words[from]), ENTRY_WORDS);
                }
            }
            words = larger;
            mask = largerMask;
        }

        private static int freePlace(long[] words, int mask, long word0) {
            int place = (int) word0 & mask;
            while (words[place * ENTRY_WORDS + KEY_WORDS] != 0) {
                place = (place + 1) & mask;
            }
            return place * ENTRY_WORDS;
        }
    }
}
