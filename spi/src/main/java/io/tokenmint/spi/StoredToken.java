package io.tokenmint.spi;

import java.time.Instant;

/**
 * A token as a store keeps it. Times are milliseconds since the Unix epoch, as stores keep them and clocks give them; the same
 * are there as instants.
 *
 * @param key what the token is found by
 * @param authorization what it permits, shared with other tokens
 * @param issuedMillis when it was issued
 * @param expiresMillis when it expires: at this time it is no longer good
 * @param lastUsedMillis the last recorded use; {@code issuedMillis} when none was recorded
 */
public record StoredToken(
        TokenKey key, Authorization authorization, long issuedMillis, long expiresMillis, long lastUsedMillis) {
    private static final long MAX_LIFETIME_MILLIS =
            Authorization.MAX_LIFETIME.plusSeconds(1).toMillis();

    /**
     * Checks the times.
     *
     * @throws IllegalArgumentException when the token expires before it is issued, or more than ten years after, was used
     *     before it was issued, or has a key of another slot than its expiry
     */
    public StoredToken {
        long lifetime = expiresMillis - issuedMillis;
        // a difference beyond a long comes out with the wrong sign
        if (expiresMillis < issuedMillis || lifetime < 0 || lifetime > MAX_LIFETIME_MILLIS) {
            throw new IllegalArgumentException("a token expires between the time it is issued and ten years later");
        }
        if (lastUsedMillis < issuedMillis) {
            throw new IllegalArgumentException("a token is not used before it is issued");
        }
        if (key.slot() != TokenKey.slotOf(expiresMillis)) {
            throw new IllegalArgumentException("the key's slot is not the minute by which the token expires");
        }
    }

    /**
     * A token with its times as instants, cut to milliseconds.
     *
     * @param key what the token is found by
     * @param authorization what it permits
     * @param issuedAt when it was issued
     * @param expiresAt when it expires
     * @param lastUsedAt the last recorded use; {@code issuedAt} when none was recorded
     * @throws IllegalArgumentException as the canonical constructor, and when an instant is beyond the range of milliseconds
     */
    public StoredToken(
            TokenKey key, Authorization authorization, Instant issuedAt, Instant expiresAt, Instant lastUsedAt) {
        this(key, authorization, toMillis(issuedAt), toMillis(expiresAt), toMillis(lastUsedAt));
    }

    /**
     * A token that was just issued and not used yet.
     *
     * @param key what the token is found by
     * @param authorization what it permits
     * @param issuedAt when it was issued
     * @param expiresAt when it expires
     * @throws IllegalArgumentException as the constructor of all times
     */
    public StoredToken(TokenKey key, Authorization authorization, Instant issuedAt, Instant expiresAt) {
        this(key, authorization, issuedAt, expiresAt, issuedAt);
    }

    /**
     * When the token was issued.
     *
     * @return the time, to the millisecond
     */
    public Instant issuedAt() {
        return Instant.ofEpochMilli(issuedMillis);
    }

    /**
     * When the token expires.
     *
     * @return the time, to the millisecond
     */
    public Instant expiresAt() {
        return Instant.ofEpochMilli(expiresMillis);
    }

    /**
     * When the token was last used, as far as that was recorded.
     *
     * @return the time, to the millisecond; the time of issue when no use was recorded
     */
    public Instant lastUsedAt() {
        return Instant.ofEpochMilli(lastUsedMillis);
    }

    private static long toMillis(Instant time) {
        try {
            return time.toEpochMilli();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("a token's times lie within 292 million years of 1970", e);
        }
    }
}
