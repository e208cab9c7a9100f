package io.tokenmint.http;

import io.tokenmint.spi.StoredToken;
import io.tokenmint.spi.TokenKey;
import io.tokenmint.spi.TokenStore;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** A store that fails at everything in a chosen way. */
final class FailingTokenStore implements TokenStore {
    private final Supplier<RuntimeException> failure;

    private FailingTokenStore(Supplier<RuntimeException> failure) {
        this.failure = failure;
    }

    static FailingTokenStore with(RuntimeException failure) {
        return new FailingTokenStore(() -> failure);
    }

    @Override
    public void insert(StoredToken token) {
        throw failure.get();
    }

    @Override
    public Optional<StoredToken> find(TokenKey key) {
        throw failure.get();
    }

    @Override
    public boolean revoke(TokenKey key) {
        throw failure.get();
    }

    @Override
    public boolean recordUse(TokenKey key, Instant usedAt) {
        throw failure.get();
    }

    @Override
    public int deleteExpired(Instant before, int limit) {
        throw failure.get();
    }
}
