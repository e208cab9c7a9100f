package io.tokenmint;

import io.tokenmint.spi.TokenKey;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * Working memory for hashing and minting: a SHA-256, buffers, and random bytes drawn ahead. Used by one thread at a time and
 * lent by a {@link ScratchPool}.
 *
 * <p>Random bytes come from a {@link SecureRandom} by way of the hash generator of NIST SP 800-90A section 10.1.1.4, under a
 * new seed for every {@value #TOKENS_PER_SEED} tokens: drawing each of them directly costs about a fifth of a mint. A seed is
 * wiped once it was used, and random bytes once they were handed out.
 */
final class Scratch {
    /** The longest text that can be hashed, in characters. */
    static final int MAX_TEXT = 1_024;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private static final int TOKENS_PER_SEED = 64;
    private static final int HASH_BYTES = 32;

    // 440 bits, as the standard has it for SHA-256: with its padding it is one block.
    private static final int SEED_BYTES = 55;

    private final MessageDigest sha256 = newSha256();
    private final byte[] text = new byte[MAX_TEXT];
    private final byte[] hash = new byte[HASH_BYTES];
    private final byte[] seed = new byte[SEED_BYTES];
    private final byte[] drawn = new byte[TOKENS_PER_SEED * TokenFormat.RANDOM_BYTES];
    private final byte[] random = new byte[TokenFormat.RANDOM_BYTES];
    private int used = drawn.length;

    /** Random bytes for one token, valid until the next call. */
    byte[] random(SecureRandom source) {
        if (used == drawn.length) {
            draw(source);
            used = 0;
        }
        System.arraycopy(drawn, used, random, 0, random.length);
        wipe(drawn, used, random.length);
        used += random.length;
        return random;
    }

    /** A buffer for the text of a token in the making, which {@link #keyOfText} wipes. */
    byte[] text() {
        return text;
    }

    /** The key of the token whose text is in the buffer. */
    TokenKey keyOfText(int slot, int length) {
        return TokenKey.of(slot, sha256OfText(length));
    }

    /** The key of a token whose text is ASCII. */
    TokenKey key(int slot, String token) {
        return TokenKey.of(slot, sha256(token));
    }

    /** SHA-256 of an ASCII text of at most {@link #MAX_TEXT} characters, valid until the next call. */
    @SuppressWarnings("deprecation") // the one way to copy ASCII characters into a buffer without an array in between
    byte[] sha256(String ascii) {
        ascii.getBytes(0, ascii.length(), text, 0);
        return sha256OfText(ascii.length());
    }

    private byte[] sha256OfText(int length) {
        try {
            digest(text, length, hash, 0);
            return hash;
        } finally {
            wipe(text, 0, length);
        }
    }

    /**
     * Wipes bytes, from an offset that is a multiple of eight and up to one; what lies between is of no use to anybody. By
     * longs: {@code Arrays.fill} takes a twentieth of a mint for the few bytes here.
     */
    private static void wipe(byte[] bytes, int from, int length) {
        for (int at = from; at < from + length; at += Long.BYTES) {
            LONGS.set(bytes, at, 0L);
        }
    }

    private void draw(SecureRandom source) {
        source.nextBytes(seed);
        for (int at = 0; at < drawn.length; at += HASH_BYTES) {
            digest(seed, SEED_BYTES, drawn, at);
            increment(seed);
        }
        Arrays.fill(seed, (byte) 0);
    }

    /** Adds one to a big-endian number. */
    private static void increment(byte[] number) {
        for (int at = number.length - 1; at >= 0 && ++number[at] == 0; at--) {
            // the carry goes on to the next byte
        }
    }

    private void digest(byte[] input, int length, byte[] output, int at) {
        try {
            sha256.update(input, 0, length);
            sha256.digest(output, at, HASH_BYTES);
        } catch (DigestException e) {
            throw new IllegalStateException("SHA-256 did not fit " + HASH_BYTES + " bytes", e);
        }
    }

    private static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256; use one that does", e);
        }
    }
}
