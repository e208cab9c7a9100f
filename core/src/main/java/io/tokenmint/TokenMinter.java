package io.tokenmint;

import io.tokenmint.spi.Authorization;
import io.tokenmint.spi.StoredToken;
import io.tokenmint.spi.TokenKey;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Makes token texts, and finds the key of one. */
final class TokenMinter {
    /** How far clocks of nodes may differ before a token counts as long expired or not yet possible. */
    private static final int SKEW_MINUTES = 5;

    private static final int MILLIS_PER_SECOND = 1_000;

    private final TokenFormat format;
    private final @Nullable ExpiringTokenFormat ownFormat;
    private final SecureRandom random;
    private final ScratchPool scratchPool;
    private final int maxLifetimeMinutes;

    TokenMinter(TokenSettings settings, ScratchPool scratchPool) {
        this.format = settings.tokenFormat();
        this.ownFormat = format instanceof ExpiringTokenFormat own ? own : null;
        this.random = settings.random();
        this.scratchPool = scratchPool;
        this.maxLifetimeMinutes = (int) settings.maxTokenLifetime().toMinutes() + 1;
    }

    /** A token's text and what the store keeps of it. */
    record Minted(String token, StoredToken stored) {
        @Override
        public String toString() {
            return "Minted[" + stored.key() + "]";
        }
    }

    Minted mint(Authorization authorization, Instant now) {
        long issuedAt = now.toEpochMilli();
        long expiresAt = ceilingSecond(issuedAt) + authorization.lifetime().toMillis();
        int slot = TokenKey.slotOf(expiresAt);
        Scratch scratch = scratchPool.borrow();
        try {
            byte[] drawn = scratch.random(random);
            String token;
            TokenKey key;
            if (ownFormat == null) {
                token = requireText(format.mint(slot & 0xFF_FFFF, drawn));
                key = scratch.key(slot, token);
            } else {
                token = ownFormat.mint(slot & 0xFF_FFFF, drawn, scratch.text());
                key = scratch.keyOfText(slot, ExpiringTokenFormat.LENGTH);
            }
            return new Minted(token, new StoredToken(key, authorization, issuedAt, expiresAt, issuedAt));
        } finally {
            scratchPool.giveBack(scratch);
        }
    }

    /** The key of a text that may be a live token; null when it cannot be, which saves the store a look-up. */
    @Nullable
    TokenKey keyOf(String token, Instant now) {
        return keyOf(token, now, maxLifetimeMinutes + SKEW_MINUTES);
    }

    /**
     * The key of a text that may be live, now or once the longest lifetime is set to more again: a token outlives a change of
     * that setting, so whoever ends one asks the store.
     */
    @Nullable
    TokenKey keyToRevoke(String token, Instant now) {
        return keyOf(token, now, Integer.MAX_VALUE);
    }

    private @Nullable TokenKey keyOf(String token, Instant now, int minutesAhead) {
        if (token.length() > Scratch.MAX_TEXT) {
            return null;
        }
        OptionalInt low = format.slot(token);
        // Our own format knows its alphabet; another may have overlooked something.
        if (low.isEmpty() || (ownFormat == null && !isAscii(token))) {
            return null;
        }
        int minute = (int) Math.floorDiv(now.getEpochSecond(), 60);
        // The low 24 bits stand for the minute nearest to now that ends in them.
        int ahead = (low.getAsInt() - minute) << 8 >> 8;
        if (ahead < -SKEW_MINUTES || ahead > minutesAhead) {
            return null;
        }
        Scratch scratch = scratchPool.borrow();
        try {
            return scratch.key(minute + ahead, token);
        } finally {
            scratchPool.giveBack(scratch);
        }
    }

    /** A format that loses the slot would mint tokens that are never found again: better found out when it is set. */
    static void requireReadable(TokenFormat format) {
        for (int slot : new int[] {0, 0x5A_A5_5A, 0xFF_FFFF}) {
            String token = requireText(format.mint(slot, new byte[TokenFormat.RANDOM_BYTES]));
            if (format.slot(token).orElse(-1) != slot) {
                throw new IllegalArgumentException(
                        "tokenFormat does not read the slot that it wrote: mend its methods mint and slot");
            }
        }
    }

    private static String requireText(String token) {
        if (token.length() > Scratch.MAX_TEXT || !isAscii(token)) {
            throw new IllegalStateException("the token format mints texts that are not ASCII or longer than "
                    + Scratch.MAX_TEXT + " characters: mend the format");
        }
        return token;
    }

    private static boolean isAscii(String token) {
        int all = 0;
        for (int i = 0; i < token.length(); i++) {
            all |= token.charAt(i);
        }
        return all < 0x80;
    }

    /** Milliseconds in, milliseconds out. */
    private static long ceilingSecond(long time) {
        return -Math.floorDiv(-time, MILLIS_PER_SECOND) * MILLIS_PER_SECOND;
    }
}
