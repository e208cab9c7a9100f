package io.tokenmint.spi;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;

/**
 * What a store knows a token by: 32 bytes, of which the first four are the token's expiry slot and the other 28 the start of
 * the SHA-256 of the token's text. The text itself cannot be had from it.
 *
 * <p>The slot is the whole minute, counted from the Unix epoch, by which the token has certainly expired. Because it comes
 * first, keys sort by expiry: a store that keeps them in order deletes what expired as one range, and appends what is new at
 * its end. Keys compare as unsigned bytes.
 *
 * <p>The four components are the 32 bytes as big-endian words.
 *
 * @param word0 bytes 0 to 7: the slot, then the first four bytes of the hash
 * @param word1 bytes 8 to 15
 * @param word2 bytes 16 to 23
 * @param word3 bytes 24 to 31
 */
public record TokenKey(long word0, long word1, long word2, long word3) implements Comparable<TokenKey> {
    /** How many bytes a key has. */
    public static final int BYTES = 32;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int SECONDS_PER_SLOT = 60;
    private static final int MILLIS_PER_SLOT = SECONDS_PER_SLOT * 1_000;
    private static final long MAX_SLOT = 0xFFFF_FFFFL;

    /**
     * Reads a key from its bytes.
     *
     * @param bytes the 32 bytes of a key, as {@link #toBytes()} gave them
     * @return the key
     * @throws IllegalArgumentException when there are not exactly 32
     */
    public static TokenKey fromBytes(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a token key has " + BYTES + " bytes, not " + bytes.length);
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new TokenKey(buffer.getLong(), buffer.getLong(), buffer.getLong(), buffer.getLong());
    }

    /**
     * The key of a token.
     *
     * @param slot the token's expiry slot, as {@link #slotOf} gave it
     * @param hash the SHA-256 of the token's text; its first 28 bytes are used
     * @return slot and hash as one key
     */
    public static TokenKey of(int slot, byte[] hash) {
        // Read in place: a buffer around the hash would be half of what a validation allocates.
        return new TokenKey(
                (long) slot << 32 | ((int) INT.get(hash, 0) & 0xFFFF_FFFFL),
                (long) LONG.get(hash, 4),
                (long) LONG.get(hash, 12),
                (long) LONG.get(hash, 20));
    }

    /**
     * The slot of a token that expires at the given time: the first whole minute that is not before it.
     *
     * @param expiresAt when the token expires
     * @return minutes since the Unix epoch, as an unsigned number
     */
    public static int slotOf(Instant expiresAt) {
        long second = expiresAt.getEpochSecond() + (expiresAt.getNano() > 0 ? 1 : 0);
        return (int) -Math.floorDiv(-second, SECONDS_PER_SLOT);
    }

    /**
     * The slot of a token that expires at the given time: the first whole minute that is not before it.
     *
     * @param expiresMillis when the token expires, in milliseconds since the Unix epoch
     * @return minutes since the Unix epoch, as an unsigned number
     */
    public static int slotOf(long expiresMillis) {
        return (int) -Math.floorDiv(-expiresMillis, MILLIS_PER_SLOT);
    }

    /**
     * The end of what can be deleted: every key below the one returned belongs to a token that had expired by the given time,
     * whatever second of its slot it expired in.
     *
     * @param time the time of the comparison
     * @return the smallest key whose slot ends after {@code time}; the smallest of all for a time before the Unix epoch
     */
    public static TokenKey firstSlotAfter(Instant time) {
        long slot = Math.floorDiv(time.getEpochSecond(), SECONDS_PER_SLOT) + 1;
        // a slot that wrapped around would delete everything
        return new TokenKey(Math.max(0, Math.min(slot, MAX_SLOT)) << 32, 0, 0, 0);
    }

    /**
     * The token's expiry slot.
     *
     * @return minutes since the Unix epoch, as an unsigned number
     */
    public int slot() {
        return (int) (word0 >>> 32);
    }

    /**
     * The key as bytes.
     *
     * @return a new array of 32 bytes
     */
    public byte[] toBytes() {
        return ByteBuffer.allocate(BYTES)
                .putLong(word0)
                .putLong(word1)
                .putLong(word2)
                .putLong(word3)
                .array();
    }

    @Override
    public int compareTo(TokenKey other) {
        int order = Long.compareUnsigned(word0, other.word0);
        if (order == 0) {
            order = Long.compareUnsigned(word1, other.word1);
        }
        if (order == 0) {
            order = Long.compareUnsigned(word2, other.word2);
        }
        return order == 0 ? Long.compareUnsigned(word3, other.word3) : order;
    }

    /**
     * A short name for logs: the first eight hexadecimal digits of the hash, enough to tell tokens apart and not enough to
     * look one up.
     *
     * @return eight hexadecimal digits
     */
    @Override
    public String toString() {
        return String.format("%08x", (int) word0);
    }
}
