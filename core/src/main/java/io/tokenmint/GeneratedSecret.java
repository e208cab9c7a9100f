package io.tokenmint;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Secrets that the registrar generates: 256 random bits as 43 characters of {@code A-Z a-z 0-9 - _}, kept as
 * {@code {sha256}} and the base64url of one SHA-256 (NIST SP 800-63B section 3.1.2.2).
 */
final class GeneratedSecret {
    private static final String PREFIX = "{sha256}";
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private GeneratedSecret() {}

    static String next(SecureRandom random) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return BASE64.encodeToString(bytes);
    }

    static String hash(String secret) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return PREFIX + BASE64.encodeToString(sha256.digest(secret.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256; use one that does", e);
        }
    }

    /** The 32 bytes of a stored hash, or null when it is of another kind. */
    static byte @Nullable [] decode(String stored) {
        if (!stored.startsWith(PREFIX) || stored.length() != PREFIX.length() + 43) {
            return null;
        }
        try {
            return Base64.getUrlDecoder().decode(stored.substring(PREFIX.length()));
        } catch (IllegalArgumentException damaged) {
            return null;
        }
    }
}
