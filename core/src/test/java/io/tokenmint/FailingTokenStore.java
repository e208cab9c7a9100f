package io.tokenmint;

import io.tokenmint.spi.StoreException;
import io.tokenmint.spi.StoredToken;
import io.tokenmint.spi.TokenKey;
import io.tokenmint.spi.TokenStore;
import java.time.Instant;
import java.util.Optional;

/** A store that cannot be reached. */
final class FailingTokenStore implements TokenStore {
    @Override
    public void insert(StoredToken token) {
        throw fault();
    }

    @Override
    public Optional<StoredToken> find(TokenKey key) {
        throw fault();
    }

    @Override
    public boolean revoke(TokenKey key) {
        throw fault();
    }

    @Override
    public boolean recordUse(TokenKey key, Instant usedAt) {
        throw fault();
    }

    @Override
    public int deleteExpired(Instant before, int limit) {
        throw fault();
    }

    private static StoreException fault() {
        return new StoreException("connection refused: start the database");
    }
}
