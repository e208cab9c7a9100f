package io.tokenmint.store.memory;

import io.tokenmint.spi.Authorization;
import io.tokenmint.spi.TokenKey;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of one minute and one stripe. The index is open-addressed with linear probing; a number in it is an entry plus
 * one in as many lower bits as the index is a power of two, and the key's hash in the others, so that most probes end without
 * a look at the entry. Entries are appended, and those of revoked tokens used again.
 *
 * <p>Changed under the stripe's write lock. What only reads may also be called beside a writer: it ends, and does not fail,
 * but what it answers counts only when there turns out to have been none.
 */
final class Table {
    static final int ABSENT = -1;

    /** What a stripe without tokens has. */
    static final Table EMPTY = new Table();

    private int[] index = new int[4];
    private @Nullable Chunk[] chunks = new Chunk[1];
    private int used;
    /** The entry to use again first, and in that entry the next; 0 for none, otherwise the entry plus one. */
    private int free;

    private int live;

    int size() {
        return live;
    }

    int locate(TokenKey key, int hash) {
        int[] slots = index;
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
        if (live == index.length - index.length / 4) {
            growIndex();
        }
        if (free == 0) {
            chunkFor(used);
        }
    }

    /** Adds a token that there is room for; allocates nothing. */
    void add(TokenKey key, int hash, long times, Authorization authorization) {
        int entry = free == 0 ? used++ : takeFree();
        chunkFor(entry).set(Place.at(entry), key, times, authorization);
        put(index, hash, entry);
        live++;
    }

    void remove(int entry) {
        Chunk chunk = chunkFor(entry);
        int at = Place.at(entry);
        takeOut(slotOf(entry, chunk.hash(at)));
        chunk.clear(at, free);
        free = entry + 1;
        live--;
    }

    /** Where an entry lies; null when {@link #locate} found none. */
    private @Nullable Chunk chunk(int entry) {
        Chunk[] all = chunks;
        int number = entry == ABSENT ? all.length : Place.chunk(entry);
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

    private Chunk chunkFor(int entry) {
        int number = Place.chunk(entry);
        if (number == chunks.length) {
            chunks = Arrays.copyOf(chunks, number + 1 + number / 4);
        }
        Chunk chunk = chunks[number];
        if (chunk == null) {
            chunk = new Chunk(Place.sizeOfChunk(number));
            chunks[number] = chunk;
        }
        return chunk;
    }

    private void growIndex() {
        int[] larger = new int[index.length * 2];
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
