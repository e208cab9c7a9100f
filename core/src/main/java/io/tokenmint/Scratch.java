package io.tokenmint;

import io.tokenmint.spi.TokenKey;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * Working memory for hashing and minting: a SHA-256, buffers, and random bytes drawn ahead. Used by one thread at a time and
 * lent by a {@link ScratchPool}.
 */
final class Scratch {
    /** The longest text that can be hashed, in characters. */
    static final int MAX_TEXT = 1_024;

    // One read of the system's random source for this many tokens: the read costs more than the bytes.
    private static final int TOKENS_PER_READ = 64;

    private final MessageDigest sha256 = newSha256();
    private final byte[] text = new byte[MAX_TEXT];
    private final byte[] hash = new byte[32];
    private final byte[] pool = new byte[TOKENS_PER_READ * TokenFormat.RANDOM_BYTES];
    private final byte[] random = new byte[TokenFormat.RANDOM_BYTES];
    private int poolUsed = pool.length;

    /** Random bytes for one token, valid until the next call; they are wiped from where they came. */
    byte[] random(SecureRandom source) {
        if (poolUsed == pool.length) {
            source.nextBytes(pool);
            poolUsed = 0;
        }
        System.arraycopy(pool, poolUsed, random, 0, random.length);
        Arrays.fill(pool, poolUsed, poolUsed + random.length, (byte) 0);
        poolUsed += random.length;
        return random;
    }

    /** The key of a token whose text is ASCII. */
    TokenKey key(int slot, String token) {
        return TokenKey.of(slot, sha256(token));
    }

    /** SHA-256 of an ASCII text of at most {@link #MAX_TEXT} characters, valid until the next call. */
    @SuppressWarnings("deprecation") // the one way to copy ASCII characters into a buffer without an array in between
    byte[] sha256(String ascii) {
        int length = ascii.length();
        ascii.getBytes(0, length, text, 0);
        try {
            sha256.update(text, 0, length);
            sha256.digest(hash, 0, hash.length);
            return hash;
        } catch (DigestException e) {
            throw new IllegalStateException("SHA-256 did not fit 32 bytes", e);
        } finally {
            Arrays.fill(text, 0, length, (byte) 0);
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
