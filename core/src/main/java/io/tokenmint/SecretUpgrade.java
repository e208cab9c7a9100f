package io.tokenmint;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tokenmint.spi.Client;
import io.tokenmint.spi.ClientRegistry;
import io.tokenmint.spi.ClientSecret;
import io.tokenmint.spi.ClientStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces a slow hash by a stronger one after it has matched, if the store can be written to. By compare-and-set: when
 * somebody else changed the client meanwhile, the next success tries again. It never fails a request.
 */
final class SecretUpgrade {
    /** A node with an old snapshot, or a registry that refuses, must not cost a slow hash on every request. */
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private static final int MAX_LATELY = 10_000;
    private static final Logger LOG = LoggerFactory.getLogger(TokenService.class);

    private final @Nullable ClientRegistry registry;
    private final @Nullable CachingClientStore cache;
    private final SlowSecrets slowSecrets;
    private final Cache<String, Boolean> lately = Caffeine.newBuilder()
            .maximumSize(MAX_LATELY)
            .expireAfterWrite(PAUSE)
            .executor(Runnable::run)
            .build();

    SecretUpgrade(ClientStore store, SlowSecrets slowSecrets) {
        this.cache = store instanceof CachingClientStore caching ? caching : null;
        ClientStore innermost = cache == null ? store : cache.store();
        this.registry = innermost instanceof ClientRegistry writable ? writable : null;
        this.slowSecrets = slowSecrets;
    }

    void afterSuccess(ClientProfile profile, ClientSecret matched, String secret) {
        if (registry == null || !profile.isSlow(matched) || !slowSecrets.isOutdated(matched.hash())) {
            return;
        }
        String clientId = profile.client().id();
        if (lately.asMap().putIfAbsent(clientId + " " + matched.id(), Boolean.TRUE) != null) {
            return;
        }
        try {
            Optional<Client> current = registry.find(clientId);
            if (current.isPresent() && current.get().secrets().contains(matched)) {
                slowSecrets.rehash(secret).ifPresent(hash -> replace(registry, current.get(), matched, hash));
            }
        } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
            // Argon2 asks for much memory at once; a library that is not there fails when it is first used.
            // Not the exception itself: a hash that somebody plugged in may quote the secret in its message.
            LOG.warn(
                    "a secret hash could not be upgraded ({}); it is tried again in a minute",
                    e.getClass().getName());
        }
    }

    private void replace(ClientRegistry registry, Client client, ClientSecret matched, String hash) {
        List<ClientSecret> secrets = client.secrets().stream()
                .map(secret -> secret.equals(matched) ? withHash(secret, hash) : secret)
                .toList();
        registry.update(client.toBuilder().secrets(secrets).build());
        if (cache != null) {
            cache.invalidate(client.id());
        }
    }

    private static ClientSecret withHash(ClientSecret secret, String hash) {
        return new ClientSecret(secret.id(), hash, secret.createdAt(), secret.notBefore(), secret.expiresAt());
    }
}
