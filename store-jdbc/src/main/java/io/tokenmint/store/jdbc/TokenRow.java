package io.tokenmint.store.jdbc;

import io.tokenmint.spi.StoredToken;
import org.jspecify.annotations.Nullable;

/** A token, and how its authorization is kept: by reference, or else as text in the row. */
record TokenRow(
        StoredToken token,
        @Nullable AuthorizationId reference,
        @Nullable String ownAuthorization) {
    byte[] key() {
        return token.key().toBytes();
    }

    byte @Nullable [] referenceBytes() {
        return reference == null ? null : reference.toBytes();
    }

    long issuedAt() {
        return token.issuedMillis();
    }

    long expiresAt() {
        return token.expiresMillis();
    }

    long lastUsedAt() {
        return token.lastUsedMillis();
    }
}
