package io.tokenmint;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tokenmint.spi.Client;
import io.tokenmint.spi.ClientStore;
import io.tokenmint.spi.StoreException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps snapshots of clients in front of a slower store. A snapshot is used for a bounded time, counted from before it was
 * read: within that time a disabled client, a rotated secret or a revoke-all takes effect on every node. Concurrent requests
 * for one client read it once. Ids that do not exist are remembered apart from those that do, so that a flood of made-up ids
 * pushes no client out.
 *
 * <pre>{@code
 * CachingClientStore cache = new CachingClientStore(registry, Duration.ofSeconds(10));
 * TokenService service = new TokenService(cache, tokens, settings);
 * ClientRegistrar registrar = new ClientRegistrar(registry, settings).invalidating(cache);
 * }</pre>
 */
public final class CachingClientStore implements ClientStore {
    /** How old a snapshot may grow unless told otherwise. */
    public static final Duration DEFAULT_MAX_AGE = Duration.ofSeconds(30);

    private static final int MAX_CLIENTS = 100_000;
    private static final int MAX_UNKNOWN = 10_000;

    private final ClientStore store;
    private final long maxAgeNanos;
    private final LongSupplier nanoTime;
    private final Cache<String, Snapshot> known = bounded(MAX_CLIENTS);
    private final Cache<String, Snapshot> unknown = bounded(MAX_UNKNOWN);
    private final ConcurrentMap<String, CompletableFuture<Snapshot>> reading = new ConcurrentHashMap<>();

    private record Snapshot(Optional<Client> client, long readAt) {}

    /**
     * Snapshots of at most {@link #DEFAULT_MAX_AGE}.
     *
     * @param store the store to read from
     */
    public CachingClientStore(ClientStore store) {
        this(store, DEFAULT_MAX_AGE);
    }

    /**
     * Snapshots of a chosen age.
     *
     * @param store the store to read from
     * @param maxAge how old a snapshot may grow; more than zero, an hour at most
     * @throws IllegalArgumentException when the age is not within those bounds
     */
    public CachingClientStore(ClientStore store, Duration maxAge) {
        this(store, maxAge, System::nanoTime);
    }

    CachingClientStore(ClientStore store, Duration maxAge, LongSupplier nanoTime) {
        if (maxAge.isNegative() || maxAge.isZero() || maxAge.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException(
                    "maxAge must be more than zero and an hour at most; 30 seconds is usual");
        }
        this.store = store;
        this.maxAgeNanos = maxAge.toNanos();
        this.nanoTime = nanoTime;
    }

    @Override
    public Optional<Client> find(String clientId) {
        long now = nanoTime.getAsLong();
        Snapshot snapshot = known.getIfPresent(clientId);
        if (snapshot == null) {
            snapshot = unknown.getIfPresent(clientId);
        }
        if (snapshot != null && now - snapshot.readAt() < maxAgeNanos) {
            return snapshot.client();
        }
        return clientId.length() > Client.MAX_ID_LENGTH
                ? Optional.empty()
                : read(clientId).client();
    }

    /**
     * Forgets the snapshot of a client, so that the next request reads it: for the node that changed it.
     *
     * @param clientId the client
     */
    public void invalidate(String clientId) {
        // A read under way may have seen the client before the change: later callers must not join it, nor keep what it
        // finds.
        reading.remove(clientId);
        known.invalidate(clientId);
        unknown.invalidate(clientId);
    }

    ClientStore store() {
        return store;
    }

    private Snapshot read(String clientId) {
        CompletableFuture<Snapshot> mine = new CompletableFuture<>();
        CompletableFuture<Snapshot> other = reading.putIfAbsent(clientId, mine);
        if (other != null) {
            Snapshot joined = join(other);
            if (nanoTime.getAsLong() - joined.readAt() < maxAgeNanos) {
                return joined;
            }
            // its reader may not have come to remove it yet, and it must not be met again
            reading.remove(clientId, other);
            return read(clientId);
        }
        try {
            long readAt = nanoTime.getAsLong();
            Snapshot snapshot = new Snapshot(store.find(clientId), readAt);
            keep(clientId, snapshot, mine);
            mine.complete(snapshot);
            return snapshot;
        } catch (RuntimeException | Error e) {
            mine.completeExceptionally(e);
            throw e;
        } finally {
            reading.remove(clientId, mine);
        }
    }

    @SuppressWarnings("ReferenceEquality") // whether it is the very same reading
    private void keep(String clientId, Snapshot snapshot, CompletableFuture<Snapshot> mine) {
        reading.computeIfPresent(clientId, (id, current) -> {
            if (current == mine) {
                (snapshot.client().isPresent() ? known : unknown).put(id, snapshot);
                (snapshot.client().isPresent() ? unknown : known).invalidate(id);
            }
            return current;
        });
    }

    private static Snapshot join(CompletableFuture<Snapshot> other) {
        try {
            return other.join();
        } catch (CompletionException e) {
            @Nullable Throwable cause = e.getCause();
            throw new StoreException(
                    "the client could not be read; see the cause for what the store met", cause == null ? e : cause);
        }
    }

    private static Cache<String, Snapshot> bounded(int size) {
        return Caffeine.newBuilder().maximumSize(size).executor(Runnable::run).build();
    }
}
