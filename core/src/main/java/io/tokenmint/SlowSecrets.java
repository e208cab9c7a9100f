package io.tokenmint;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tokenmint.spi.ClientSecret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks secrets against slow hashes: a bounded number at once, and each pair of secret and stored hash only until it has
 * matched. What matched is remembered by an HMAC under a key that this process made up, never by the secret.
 */
final class SlowSecrets {
    private static final Logger LOG = LoggerFactory.getLogger(TokenService.class);
    private static final Duration REMEMBERED_FOR = Duration.ofHours(1);

    private final List<SecretHash> hashes;
    private final Semaphore running;
    private final Duration wait;
    private final @Nullable String dummyHash;
    private final Mac mac;
    private final Cache<String, Boolean> matched;

    SlowSecrets(TokenSettings settings) {
        this.hashes = withPbkdf2(settings.secretHashes());
        this.running = new Semaphore(settings.slowChecksAtOnce());
        this.wait = settings.slowCheckWait();
        this.dummyHash = settings.slowDummy() ? preferred().hash(GeneratedSecret.next(settings.random())) : null;
        this.mac = newMac(settings.random());
        this.matched = Caffeine.newBuilder()
                .maximumSize(settings.rememberedSecrets())
                .expireAfterWrite(REMEMBERED_FOR)
                .executor(Runnable::run)
                .build();
    }

    static List<SecretHash> withPbkdf2(List<SecretHash> hashes) {
        return hashes.isEmpty() ? List.of(new Pbkdf2SecretHash()) : append(hashes, new Pbkdf2SecretHash());
    }

    /** The kind that hashes chosen secrets now. */
    SecretHash preferred() {
        return hashes.get(0);
    }

    /** Checks against all of the hashes, whichever matches, so that time does not tell which one did. */
    @Nullable
    ClientSecret verify(String secret, List<ClientSecret> stored) {
        for (ClientSecret candidate : stored) {
            if (matched.getIfPresent(fingerprint(secret, candidate.hash())) != null) {
                return candidate;
            }
        }
        enter();
        try {
            ClientSecret match = null;
            for (ClientSecret candidate : stored) {
                if (matches(secret, candidate.hash())) {
                    matched.put(fingerprint(secret, candidate.hash()), Boolean.TRUE);
                    match = candidate;
                }
            }
            return match;
        } finally {
            running.release();
        }
    }

    /** Spends the time of a check on nothing, where the settings ask for it. */
    void verifyDummy(String secret) {
        if (dummyHash == null) {
            return;
        }
        enter();
        try {
            matches(secret, dummyHash);
        } finally {
            running.release();
        }
    }

    /** Whether the kind that a stored hash is of calls it weaker than what it makes now. */
    boolean isOutdated(String stored) {
        return hashes.stream()
                .filter(hash -> hash.understands(stored))
                .findFirst()
                .filter(hash -> hash.isOutdated(stored))
                .isPresent();
    }

    /** A new hash of the preferred kind; none when all places are taken, or the kind cannot check what it made. */
    Optional<String> rehash(String secret) {
        if (!running.tryAcquire()) {
            return Optional.empty();
        }
        try {
            String hash = preferred().hash(secret);
            return preferred().matches(secret, hash) ? Optional.of(hash) : Optional.empty();
        } finally {
            running.release();
        }
    }

    private boolean matches(String secret, String stored) {
        for (SecretHash hash : hashes) {
            if (hash.understands(stored)) {
                return matches(hash, secret, stored);
            }
        }
        return false;
    }

    /** A kind that trips over a secret has not matched it: as a fault it would tell which clients exist, and go uncounted. */
    private static boolean matches(SecretHash hash, String secret, String stored) {
        try {
            return hash.matches(secret, stored);
        } catch (RuntimeException e) {
            // Not the exception itself, which may quote the secret in its message.
            LOG.warn(
                    "{} failed to check a secret ({}), which counts as a wrong one",
                    hash.getClass().getName(),
                    e.getClass().getName());
            return false;
        }
    }

    private void enter() {
        try {
            if (running.tryAcquire(wait.toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw Refusal.retryAfter(TokenError.TEMPORARILY_UNAVAILABLE, "slow_checks_full", Duration.ofSeconds(1));
    }

    /** What a match is remembered by: says nothing of either without this object's key. */
    String fingerprint(String secret, String stored) {
        try {
            Mac own = (Mac) mac.clone();
            own.update(stored.getBytes(StandardCharsets.UTF_8));
            own.update((byte) 0);
            return HexFormat.of().formatHex(own.doFinal(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's HmacSHA256 can be cloned; use its provider", e);
        }
    }

    private static Mac newMac(SecureRandom random) {
        try {
            byte[] key = new byte[32];
            random.nextBytes(key);
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256; use one that does", e);
        }
    }

    private static List<SecretHash> append(List<SecretHash> hashes, SecretHash last) {
        return Stream.concat(hashes.stream(), Stream.of(last)).toList();
    }
}
