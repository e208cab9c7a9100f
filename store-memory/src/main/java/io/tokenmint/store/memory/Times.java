package io.tokenmint.store.memory;

import io.tokenmint.spi.Authorization;
import io.tokenmint.spi.StoreException;
import io.tokenmint.spi.StoredToken;
import io.tokenmint.spi.TokenKey;

/**
 * When a token was issued and expires, as 55 bits beside its minute: by how many milliseconds it expires before the minute
 * ends (16 bits), and how many it lives (39 bits, ten years).
 */
final class Times {
    static final long MILLIS_PER_MINUTE = 60_000;

    private static final int OFFSET_BITS = 16;
    private static final long OFFSET_MASK = (1 << OFFSET_BITS) - 1;

    private Times() {}

    static long pack(StoredToken token) {
        long offset = endOf(token.key().slot()) - token.expiresMillis();
        if (offset < 0 || offset >= MILLIS_PER_MINUTE) {
            throw new StoreException("the memory store keeps tokens that expire between the years 1970 and 10136:"
                    + " check the clock that issued this one");
        }
        return (token.expiresMillis() - token.issuedMillis()) << OFFSET_BITS | offset;
    }

    static StoredToken unpack(TokenKey key, Authorization authorization, long times, long use) {
        long issuedAt = issuedAt(key.slot(), times);
        return new StoredToken(key, authorization, issuedAt, expiresAt(key.slot(), times), issuedAt + use);
    }

    /** In milliseconds since the Unix epoch. */
    static long issuedAt(int minute, long times) {
        return expiresAt(minute, times) - (times >>> OFFSET_BITS);
    }

    private static long expiresAt(int minute, long times) {
        return endOf(minute) - (times & OFFSET_MASK);
    }

    private static long endOf(int minute) {
        return Integer.toUnsignedLong(minute) * MILLIS_PER_MINUTE;
    }
}
