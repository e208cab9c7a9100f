package io.tokenmint;

import io.tokenmint.spi.Client;
import io.tokenmint.spi.ClientRegistry;
import io.tokenmint.spi.ClientSecret;
import io.tokenmint.spi.ClientStore;
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
    private static final Logger LOG = LoggerFactory.getLogger(TokenService.class);

    private final @Nullable ClientRegistry registry;
    private final @Nullable CachingClientStore cache;
    private final SlowSecrets slowSecrets;

    SecretUpgrade(ClientStore store, SlowSecrets slowSecrets) {
        this.cache = store instanceof CachingClientStore caching ? caching : null;
        ClientStore innermost = cache == null ? store : cache.store();
        this.registry = innermost instanceof ClientRegistry writable ? writable : null;
        this.slowSecrets = slowSecrets;
    }

    void afterSuccess(ClientProfile profile, ClientSecret matched, String secret) {
        if (registry == null
                || GeneratedSecret.decode(matched.hash()) != null
                || !slowSecrets.isOutdated(matched.hash())) {
            return;
        }
        try {
            replace(
                    registry,
                    profile.client().id(),
                    matched,
                    slowSecrets.preferred().hash(secret));
        } catch (RuntimeException e) {
            LOG.warn("a secret hash could not be upgraded; the next request of the client tries again", e);
        }
    }

    private void replace(ClientRegistry registry, String clientId, ClientSecret matched, String hash) {
        Optional<Client> current = registry.find(clientId);
        if (current.isEmpty() || !current.get().secrets().contains(matched)) {
            return;
        }
        List<ClientSecret> secrets = current.get().secrets().stream()
                .map(secret -> secret.equals(matched) ? withHash(secret, hash) : secret)
                .toList();
        registry.update(current.get().toBuilder().secrets(secrets).build());
        if (cache != null) {
            cache.invalidate(clientId);
        }
    }

    private static ClientSecret withHash(ClientSecret secret, String hash) {
        return new ClientSecret(secret.id(), hash, secret.createdAt(), secret.notBefore(), secret.expiresAt());
    }
}
