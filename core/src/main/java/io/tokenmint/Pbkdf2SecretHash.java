package io.tokenmint;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * PBKDF2 with HMAC-SHA-256, from the JDK, for secrets that people chose: a salt of 16 random bytes, 32 bytes of hash. The
 * stored form is {@code {pbkdf2}$pbkdf2-sha256$i=ITERATIONS$SALT$HASH}, salt and hash in base64 without padding; the prefix in
 * braces may be missing.
 */
public final class Pbkdf2SecretHash implements SecretHash {
    /** The iterations used unless told otherwise, as OWASP advises. */
    public static final int DEFAULT_ITERATIONS = 600_000;

    private static final Pattern STORED = Pattern.compile(
            "(?:\\{pbkdf2})?\\$pbkdf2-sha256\\$i=([1-9][0-9]{0,7})\\$([A-Za-z0-9+/]{2,86})\\$([A-Za-z0-9+/]{43})");
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;

    private final SecureRandom random = new SecureRandom();
    private final int iterations;

    /** Hashes with {@value #DEFAULT_ITERATIONS} iterations. */
    public Pbkdf2SecretHash() {
        this(DEFAULT_ITERATIONS);
    }

    /**
     * Hashes with another number of iterations; hashes with any number are checked.
     *
     * @param iterations one or more, up to 99,999,999
     * @throws IllegalArgumentException when it is not
     */
    public Pbkdf2SecretHash(int iterations) {
        if (iterations < 1 || iterations > 99_999_999) {
            throw new IllegalArgumentException(
                    "iterations must be from 1 to 99,999,999; " + DEFAULT_ITERATIONS + " is a good number");
        }
        this.iterations = iterations;
    }

    @Override
    public boolean understands(String stored) {
        return STORED.matcher(stored).matches();
    }

    @Override
    public boolean matches(String secret, String stored) {
        Matcher parts = STORED.matcher(stored);
        if (!parts.matches()) {
            return false;
        }
        try {
            byte[] salt = Base64.getDecoder().decode(parts.group(2));
            byte[] expected = Base64.getDecoder().decode(parts.group(3));
            return MessageDigest.isEqual(expected, derive(secret, salt, Integer.parseInt(parts.group(1))));
        } catch (IllegalArgumentException damaged) {
            return false;
        }
    }

    @Override
    public String hash(String secret) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "{pbkdf2}$pbkdf2-sha256$i=" + iterations + "$" + base64.encodeToString(salt) + "$"
                + base64.encodeToString(derive(secret, salt, iterations));
    }

    @Override
    public boolean isOutdated(String stored) {
        Matcher parts = STORED.matcher(stored);
        return !parts.matches() || Integer.parseInt(parts.group(1)) < iterations;
    }

    private static byte[] derive(String secret, byte[] salt, int iterations) {
        PBEKeySpec spec = new PBEKeySpec(secret.toCharArray(), salt, iterations, HASH_BYTES * 8);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no PBKDF2WithHmacSHA256; plug in another SecretHash", e);
        } finally {
            spec.clearPassword();
        }
    }
}
