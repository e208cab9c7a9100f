package io.tokenmint.spi;

import java.time.Instant;
import java.util.Optional;

/**
 * Where the service keeps tokens: a map from keys to small records, sorted by key and so by expiry. Safe for use by many
 * threads. Methods block until they are done; an asynchronous host calls them from threads it can spare.
 */
public interface TokenStore {
    /**
     * Keeps a token. When this returns, every {@link #find} on every node sees it, and a durable store has it on stable
     * storage.
     *
     * @param token the token; its issue time is the present for a store that drops what expired as it goes
     * @throws StoreException when it was not kept, or nobody can tell whether it was; when the key is taken, in which case the
     *     token that has it stays as it was; when the store is full: a live token is never given up for a new one
     */
    void insert(StoredToken token);

    /**
     * Finds a token by its key. It is seen whole or not at all, also by who asks while it is written.
     *
     * @param key the key
     * @return the token; possibly one that has expired, since the caller decides about that; empty when there is none
     * @throws StoreException when the store cannot tell
     */
    Optional<StoredToken> find(TokenKey key);

    /**
     * Forgets a token. When this returns, no {@link #find} on any node sees it.
     *
     * @param key the key
     * @return true when there was one; of concurrent calls for one token exactly one returns true
     * @throws StoreException when nobody can tell whether it is gone
     */
    boolean revoke(TokenKey key);

    /**
     * Records that a token was used. A time before the recorded one changes nothing.
     *
     * @param key the key
     * @param usedAt when it was used, not before it was issued; kept to the millisecond
     * @return true when there is such a token
     * @throws StoreException when it could not be kept
     */
    boolean recordUse(TokenKey key, Instant usedAt);

    /**
     * Deletes tokens whose slot has ended: every token below {@link TokenKey#firstSlotAfter}. Safe to call on several nodes
     * at once and beside everything else.
     *
     * @param before only tokens that expired by this time are deleted
     * @param limit bounds the work of the call, one or more; a store to which the number makes no difference may exceed it
     * @return how many were deleted; when fewer than {@code limit}, none was left
     * @throws StoreException when they could not be deleted; some may be gone
     */
    int deleteExpired(Instant before, int limit);
}
