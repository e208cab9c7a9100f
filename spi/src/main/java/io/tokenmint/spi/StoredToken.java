package io.tokenmint.spi;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A token as a store keeps it. Times have millisecond precision; what is finer is cut off.
 *
 * @param key what the token is found by
 * @param authorization what it permits, shared with other tokens
 * @param issuedAt when it was issued
 * @param expiresAt when it expires: at this time it is no longer good
 * @param lastUsedAt the last recorded use; {@code issuedAt} when none was recorded
 */
public record StoredToken(
        TokenKey key, Authorization authorization, Instant issuedAt, Instant expiresAt, Instant lastUsedAt) {
    /**
     * Checks the times and cuts them to milliseconds.
     *
     * @throws IllegalArgumentException when the token expires before it is issued, or more than ten years after, was used
     *     before it was issued, or has a key of another slot than its expiry
     */
    public StoredToken {
        issuedAt = toMillis(issuedAt);
        expiresAt = toMillis(expiresAt);
        lastUsedAt = toMillis(lastUsedAt);
        if (expiresAt.isBefore(issuedAt)
                || expiresAt.getEpochSecond() - issuedAt.getEpochSecond()
                        > Authorization.MAX_LIFETIME.toSeconds() + 1) {
            throw new IllegalArgumentException("a token expires between the time it is issued and ten years later");
        }
        if (lastUsedAt.isBefore(issuedAt)) {
            throw new IllegalArgumentException("a token is not used before it is issued");
        }
        if (key.slot() != TokenKey.slotOf(expiresAt)) {
            throw new IllegalArgumentException("the key's slot is not the minute by which the token expires");
        }
    }

    /**
     * A token that was just issued and not used yet.
     *
     * @param key what the token is found by
     * @param authorization what it permits
     * @param issuedAt when it was issued
     * @param expiresAt when it expires
     * @throws IllegalArgumentException as the canonical constructor
     */
    public StoredToken(TokenKey key, Authorization authorization, Instant issuedAt, Instant expiresAt) {
        this(key, authorization, issuedAt, expiresAt, issuedAt);
    }

    private static Instant toMillis(Instant time) {
        return time.getNano() % 1_000_000 == 0 ? time : time.truncatedTo(ChronoUnit.MILLIS);
    }
}
