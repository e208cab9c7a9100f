package io.tokenmint.benchmarks;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** What every token service must do, each thing in the cheapest way known here. Used by one thread. */
final class Primitives {
    private static final int RANDOM_BYTES = 24;
    private static final int TOKENS_PER_READ = 64;
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final SecureRandom random;
    private final MessageDigest sha256;
    private final byte[] drawn = new byte[RANDOM_BYTES * TOKENS_PER_READ];
    private final byte[] token = new byte[3 + RANDOM_BYTES];
    private final byte[] text = new byte[64];
    private final byte[] hash = new byte[32];
    private final byte[] seed = new byte[55];
    private int used = drawn.length;

    Primitives(SecureRandom random) {
        this.random = random;
        try {
            this.sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256; use one that does", e);
        }
    }

    /** A slot and 24 random bytes, in an array that is used again. Hashing a seed is the cheapest way to many of them. */
    byte[] random() {
        if (used == drawn.length) {
            random.nextBytes(seed);
            for (int at = 0; at < drawn.length; at += hash.length) {
                seed[0]++;
                sha256.update(seed, 0, seed.length);
                System.arraycopy(digest(), 0, drawn, at, hash.length);
            }
            used = 0;
        }
        System.arraycopy(drawn, used, token, 3, RANDOM_BYTES);
        used += RANDOM_BYTES;
        return token;
    }

    String base64url(byte[] bytes) {
        return BASE64.encodeToString(bytes);
    }

    /** The hash of up to 64 ASCII characters, in an array that is used again. */
    @SuppressWarnings("deprecation") // copies ASCII characters without an array in between
    byte[] sha256(String ascii) {
        ascii.getBytes(0, ascii.length(), text, 0);
        sha256.update(text, 0, ascii.length());
        return digest();
    }

    private byte[] digest() {
        try {
            sha256.digest(hash, 0, hash.length);
        } catch (DigestException e) {
            throw new IllegalStateException("SHA-256 did not fit 32 bytes", e);
        }
        return hash;
    }
}
