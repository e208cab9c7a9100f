package io.tokenmint.acceptance;

import io.tokenmint.SecretHash;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** A kind of slow hash that a host adds: bcrypt, by Spring Security's encoder. */
final class Bcrypt implements SecretHash {
    private static final String NAME = "{bcrypt}";
    private static final int MAX_BYTES = 72; // bcrypt looks at no more

    private final BCryptPasswordEncoder encoder;

    Bcrypt(int strength) {
        encoder = new BCryptPasswordEncoder(strength);
    }

    @Override
    public boolean understands(String stored) {
        return stored.startsWith(NAME);
    }

    @Override
    public boolean matches(String secret, String stored) {
        return secret.length() <= MAX_BYTES && encoder.matches(secret, stored.substring(NAME.length()));
    }

    @Override
    public String hash(String secret) {
        if (secret.length() > MAX_BYTES) {
            throw new IllegalArgumentException("bcrypt keeps 72 bytes: choose another kind");
        }
        return NAME + encoder.encode(secret);
    }

    @Override
    public boolean isOutdated(String stored) {
        return encoder.upgradeEncoding(stored.substring(NAME.length()));
    }
}
