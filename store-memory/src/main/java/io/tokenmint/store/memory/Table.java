package io.tokenmint.store.memory;

import io.tokenmint.spi.Authorization;
import io.tokenmint.spi.TokenKey;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of one minute and one stripe. A few are looked through one by one: every array on the way to a token is a part of
 * the memory that its look-up waits for. More have an index, open-addressed with linear probing; a number in it is an entry
 * plus one in as many lower bits as the index is a power of two, and the key's hash in the others, so that most probes end
 * without a look at the entry. Entries are appended, and those of revoked tokens used again.
 *
 * <p>Changed under the stripe's write lock. What only reads may also be called beside a writer: it ends, and does not fail,
 * but what it answers counts only when there turns out to have been none.
 */
final class Table {
    static final int ABSENT = -1;

    private static final int MIN_INDEX = 2 * Place.IN_FIRST;
    private static final Chunk NO_ENTRIES = new Chunk(0);
    private static final Chunk[] NO_CHUNKS = {};
    private static final int[] NO_INDEX = {};

    /** What a stripe without tokens has, with as much to look through as one with some. */
    static final Table EMPTY = new Table(new Chunk(Place.IN_FIRST));

    private Chunk first;
    /** The chunks after the first. */
    private @Nullable Chunk[] others = NO_CHUNKS;
    /** Empty while the first chunk has all entries. */
    private int[] index = NO_INDEX;

    private int used;
    /** The entry to use again first, and in that entry the next; 0 for none, otherwise the entry plus one. */
    private int free;

    private int live;

    Table() {
        this(NO_ENTRIES);
    }

    private Table(Chunk first) {
        this.first = first;
    }

    int size() {
        return live;
    }

    int locate(TokenKey key, int hash) {
        int[] slots = index;
        return slots.length == 0 ? first.locate(key) : locate(slots, key, hash);
    }

    private int locate(int[] slots, TokenKey key, int hash) {
        int mask = slots.length - 1;
        int bits = Integer.bitCount(mask);
        int slot = hash >>> -bits;
        for (int probe = 0; probe <= mask; probe++) {
            int word = slots[slot];
            if (word == 0) {
                return ABSENT;
            }
            if ((word ^ hash << bits) >>> bits == 0 && holds((word & mask) - 1, key)) {
                return (word & mask) - 1;
            }
            slot = (slot + 1) & mask;
        }
        return ABSENT;
    }

    /** The times of an entry; 0 when {@link #locate} found none. */
    long times(int entry) {
        Chunk chunk = chunk(entry);
        return chunk == null ? 0 : chunk.times(Place.at(entry));
    }

    /** The last use of an entry, in milliseconds after the issue; 0 when none was recorded, or {@link #locate} found none. */
    long use(int entry) {
        Chunk chunk = chunk(entry);
        return chunk == null ? 0 : chunk.use(Place.at(entry));
    }

    /** The authorization of an entry; null when {@link #locate} found none. */
    @Nullable
    Authorization authorization(int entry) {
        Chunk chunk = chunk(entry);
        return chunk == null ? null : chunk.authorization(Place.at(entry));
    }

    void recordUse(int entry, long millisAfterIssue) {
        chunkFor(entry).recordUse(Place.at(entry), millisAfterIssue);
    }

    /**
     * Makes room for one token. All that {@link #add} needs is allocated here, before anything counts on it: where memory runs
     * out, the table is as it was.
     */
    void makeRoom() {
        boolean indexIsFull = isIndexed() && live == index.length - index.length / 4;
        if (indexIsFull || (!isIndexed() && free == 0 && used == Place.IN_FIRST)) {
            growIndex();
        }
        if (free == 0) {
            makeRoomFor(used);
        }
    }

    /** Adds a token that there is room for; allocates nothing. */
    void add(TokenKey key, int hash, long times, Authorization authorization) {
        int entry = free == 0 ? used++ : takeFree();
        chunkFor(entry).set(Place.at(entry), key, times, authorization);
        if (isIndexed()) {
            put(index, hash, entry);
        }
        live++;
    }

    void remove(int entry) {
        Chunk chunk = chunkFor(entry);
        int at = Place.at(entry);
        if (isIndexed()) {
            takeOut(slotOf(entry, chunk.hash(at)));
        }
        chunk.clear(at, free);
        free = entry + 1;
        live--;
    }

    /** Where an entry lies; null when {@link #locate} found none. */
    private @Nullable Chunk chunk(int entry) {
        if (entry < Place.IN_FIRST) {
            Chunk chunk = first;
            return entry != ABSENT && entry < chunk.size() ? chunk : null;
        }
        Chunk[] all = others;
        int number = Place.chunk(entry) - 1;
        return number < all.length ? all[number] : null;
    }

    private boolean holds(int entry, TokenKey key) {
        Chunk chunk = chunk(entry);
        return chunk != null && chunk.holds(Place.at(entry), key);
    }

    private int takeFree() {
        int entry = free - 1;
        free = chunkFor(entry).link(Place.at(entry));
        return entry;
    }

    private boolean isIndexed() {
        return index.length > 0;
    }

    /** The chunk of an entry that there is, or that there is room for. */
    private Chunk chunkFor(int entry) {
        return Objects.requireNonNull(chunk(entry));
    }

    private void makeRoomFor(int entry) {
        if (entry < Place.IN_FIRST) {
            if (entry == first.size()) {
                first = first.grown();
            }
            return;
        }
        int number = Place.chunk(entry) - 1;
        if (number == others.length) {
            others = Arrays.copyOf(others, number + 1 + number / 4);
        }
        if (others[number] == null) {
            others[number] = new Chunk(Place.sizeOfChunk(number + 1));
        }
    }

    private void growIndex() {
        int[] larger = new int[Math.max(MIN_INDEX, index.length * 2)];
        for (int entry = 0; entry < used; entry++) {
            Chunk chunk = chunkFor(entry);
            int at = Place.at(entry);
            if (chunk.isLive(at)) {
                put(larger, chunk.hash(at), entry);
            }
        }
        index = larger;
    }

    private static void put(int[] slots, int hash, int entry) {
        int mask = slots.length - 1;
        int bits = Integer.bitCount(mask);
        int slot = hash >>> -bits;
        while (slots[slot] != 0) {
            slot = (slot + 1) & mask;
        }
        slots[slot] = hash << bits | (entry + 1);
    }

    private int slotOf(int entry, int hash) {
        int mask = index.length - 1;
        int slot = hash >>> -Integer.bitCount(mask);
        while ((index[slot] & mask) != entry + 1) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    /** Empties a slot and moves later ones back over it, so that no probe ends too early. */
    private void takeOut(int slot) {
        int mask = index.length - 1;
        int bits = Integer.bitCount(mask);
        int gap = slot;
        for (int next = (gap + 1) & mask; index[next] != 0; next = (next + 1) & mask) {
            int entry = (index[next] & mask) - 1;
            int home = chunkFor(entry).hash(Place.at(entry)) >>> -bits;
            if (((next - home) & mask) >= ((next - gap) & mask)) {
                index[gap] = index[next];
                gap = next;
            }
        }
        index[gap] = 0;
    }
}
