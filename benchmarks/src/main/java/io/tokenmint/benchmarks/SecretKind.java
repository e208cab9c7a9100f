package io.tokenmint.benchmarks;

import java.util.Base64;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** How client secrets are stored, and so what it costs to check one. */
public enum SecretKind {
    /** One SHA-256 of a generated secret: Tokenmint's default. */
    SHA256,
    /** bcrypt at strength 10, checked on every request: Spring Authorization Server's default. */
    BCRYPT,
    /** The same, remembered after it has matched once, which Tokenmint does unless it is told not to. */
    BCRYPT_REMEMBERED,
    /** As it is, compared as text: Apache CXF's default. */
    PLAIN;

    static final BCryptPasswordEncoder BCRYPT_10 = new BCryptPasswordEncoder(10);

    String stored(String secret) {
        return switch (this) {
            case SHA256 -> sha256(secret);
            case BCRYPT, BCRYPT_REMEMBERED -> BCRYPT_10.encode(secret);
            case PLAIN -> secret;
        };
    }

    static String sha256(String secret) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Workload.sha256(secret));
    }
}
