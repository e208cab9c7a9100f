package io.tokenmint;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Instant;
import java.util.Optional;

/**
 * Remembers when each secret of a client was last used on this node, so that operators see when an old secret is no longer in
 * use and can be removed. Bounded to 100,000 secrets.
 */
public final class SecretUsage implements TokenListener {
    private static final int MAX_SECRETS = 100_000;

    private final Cache<Secret, Instant> lastUsed = Caffeine.newBuilder()
            .maximumSize(MAX_SECRETS)
            .executor(Runnable::run)
            .build();

    private record Secret(String clientId, String secretId) {}

    /** A memory without any use yet. */
    public SecretUsage() {}

    @Override
    public void on(TokenEvent event) {
        if (event instanceof TokenEvent.Issued issued) {
            issued.secretId().ifPresent(id -> lastUsed.put(new Secret(issued.clientId(), id), issued.at()));
        } else if (event instanceof TokenEvent.Authenticated caller) {
            lastUsed.put(new Secret(caller.clientId(), caller.secretId()), caller.at());
        }
    }

    /**
     * When a secret was last used on this node, for a token or to ask about one.
     *
     * @param clientId the client
     * @param secretId the secret's id
     * @return the time of its last use; empty when there was none since this object was made
     */
    public Optional<Instant> lastUsed(String clientId, String secretId) {
        return Optional.ofNullable(lastUsed.getIfPresent(new Secret(clientId, secretId)));
    }
}
