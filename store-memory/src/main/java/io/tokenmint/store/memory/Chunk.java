package io.tokenmint.store.memory;

import io.tokenmint.spi.Authorization;
import io.tokenmint.spi.TokenKey;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Packed entries. Each is 28 bytes of a key (its minute is the segment's), 8 bytes of {@link Times} and a reference to an
 * authorization; 8 more for the last use from the first recorded use of any token in the chunk.
 *
 * <p>Its fields are such that a reader without the lock finds nothing missing, whatever it makes of the contents.
 */
final class Chunk {
    private static final int INTS = 9;
    private static final int TIMES = 7;

    private final int[] words;
    private final @Nullable Authorization[] authorizations;
    private long @Nullable [] uses;

    Chunk(int size) {
        this(new int[size * INTS], new Authorization[size], null);
    }

    private Chunk(int[] words, @Nullable Authorization[] authorizations, long @Nullable [] uses) {
        this.words = words;
        this.authorizations = authorizations;
        this.uses = uses;
    }

    /** The same entries, and room for as many again. */
    Chunk grown() {
        int size = Math.max(1, size() * 2);
        long[] recorded = uses;
        return new Chunk(
                Arrays.copyOf(words, size * INTS),
                Arrays.copyOf(authorizations, size),
                recorded == null ? null : Arrays.copyOf(recorded, size));
    }

    int size() {
        return words.length / INTS;
    }

    /** Looks through all entries; {@link Table#ABSENT} when none is the key's. */
    int locate(TokenKey key) {
        for (int at = 0; at * INTS < words.length; at++) {
            if (holds(at, key)) {
                return at;
            }
        }
        return Table.ABSENT;
    }

    void set(int at, TokenKey key, long times, Authorization authorization) {
        int word = at * INTS;
        words[word] = (int) key.word0();
        setLong(word + 1, key.word1());
        setLong(word + 3, key.word2());
        setLong(word + 5, key.word3());
        setLong(word + TIMES, times);
        authorizations[at] = authorization;
    }

    /** Empties an entry, and keeps a number in it that {@link #link} returns. */
    void clear(int at, int link) {
        words[at * INTS] = link;
        authorizations[at] = null;
        if (uses != null) {
            uses[at] = 0;
        }
    }

    int link(int at) {
        return words[at * INTS];
    }

    boolean isLive(int at) {
        return authorizations[at] != null;
    }

    boolean holds(int at, TokenKey key) {
        int word = at * INTS;
        return getLong(word + 1) == key.word1()
                && getLong(word + 3) == key.word2()
                && getLong(word + 5) == key.word3()
                && words[word] == (int) key.word0()
                && authorizations[at] != null;
    }

    int hash(int at) {
        int word = at * INTS;
        return Hash.inTable(Hash.of(getLong(word + 1), getLong(word + 3), getLong(word + 5)));
    }

    long times(int at) {
        return getLong(at * INTS + TIMES);
    }

    @Nullable
    Authorization authorization(int at) {
        return authorizations[at];
    }

    /** The last use, in milliseconds after the issue; 0 when none was recorded. */
    long use(int at) {
        long[] recorded = uses;
        return recorded == null ? 0 : recorded[at];
    }

    void recordUse(int at, long millisAfterIssue) {
        if (millisAfterIssue > use(at)) {
            long[] recorded = uses;
            if (recorded == null) {
                recorded = new long[authorizations.length];
                uses = recorded;
            }
            recorded[at] = millisAfterIssue;
        }
    }

    private long getLong(int word) {
        return (long) words[word] << 32 | (words[word + 1] & 0xFFFF_FFFFL);
    }

    private void setLong(int word, long value) {
        words[word] = (int) (value >>> 32);
        words[word + 1] = (int) value;
    }
}
