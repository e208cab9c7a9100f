package io.tokenmint.store.memory;

import io.tokenmint.spi.Authorization;
import io.tokenmint.spi.StoredToken;
import io.tokenmint.spi.TokenKey;
import io.tokenmint.spi.TokenStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

/**
 * Tokens in memory, at about 50 bytes each.
 *
 * <p>It does not grow while nobody cleans up: about once a minute {@link #insert} drops the tokens whose minute ended more
 * than an hour before the new token was issued. A live token is never given up. With a capacity, an insert beyond it
 * fails; without one, the store takes what the heap has.
 *
 * <pre>{@code
 * TokenStore tokens = new MemoryTokenStore(10_000_000);
 * TokenService service = new TokenService(clients, tokens, settings);
 * }</pre>
 */
public final class MemoryTokenStore implements TokenStore {
    private static final int SECONDS_PER_MINUTE = 60;

    /** How long ago a minute must have ended, in minutes: a caller whose clock is fast by less ends no token of the others. */
    private static final int MARGIN = 60;

    private static final int MIN_STRIPES = 8;
    private static final int MAX_STRIPES = 64;
    private static final int STRIPES_PER_PROCESSOR = 4;

    private final Stripe[] stripes;
    private final Directory directory;
    private final Segment none;
    private final Capacity capacity;
    private final SharedAuthorizations authorizations = new SharedAuthorizations();
    private final AtomicBoolean sweeping = new AtomicBoolean();
    private volatile long lastSwept = Long.MIN_VALUE;

    /** A store that keeps as many tokens as there is memory for. */
    public MemoryTokenStore() {
        this(Long.MAX_VALUE);
    }

    /**
     * A store that refuses tokens beyond a number.
     *
     * @param capacity how many tokens it keeps at most, expired ones that were not deleted yet included; one or more
     * @throws IllegalArgumentException when it is less than one
     */
    public MemoryTokenStore(long capacity) {
        this(capacity, stripesFor(Runtime.getRuntime().availableProcessors()));
    }

    MemoryTokenStore(long capacity, int stripes) {
        this.capacity = new Capacity(capacity);
        this.stripes = IntStream.range(0, stripes).mapToObj(Stripe::new).toArray(Stripe[]::new);
        this.directory = new Directory(stripes);
        this.none = new Segment(0, stripes);
    }

    @Override
    public void insert(StoredToken token) {
        sweepAt(token.issuedMillis());
        long hash = Hash.of(token.key());
        Stripe stripe = stripe(hash);
        Authorization authorization = authorizations.shared(token.authorization());
        boolean inserted = false;
        while (!inserted) {
            Segment segment = directory.findOrAdd(token.key().slot());
            inserted = stripe.insert(segment, token, Hash.inTable(hash), authorization, capacity);
        }
    }

    @Override
    public Optional<StoredToken> find(TokenKey key) {
        Segment segment = directory.find(key.slot());
        long hash = Hash.of(key);
        // a minute without tokens is looked through, too: time must not tell which minutes have some
        return stripe(hash).find(segment == null ? none : segment, key, Hash.inTable(hash));
    }

    @Override
    public boolean revoke(TokenKey key) {
        Segment segment = directory.find(key.slot());
        long hash = Hash.of(key);
        return segment != null && stripe(hash).revoke(segment, key, Hash.inTable(hash), capacity);
    }

    @Override
    public boolean recordUse(TokenKey key, Instant usedAt) {
        Segment segment = directory.find(key.slot());
        long hash = Hash.of(key);
        return segment != null && stripe(hash).recordUse(segment, key, Hash.inTable(hash), usedAt.toEpochMilli());
    }

    /** {@inheritDoc} Whole minutes are dropped whatever the limit says. */
    @Override
    public int deleteExpired(Instant before, int limit) {
        return (int) Math.min(Integer.MAX_VALUE, dropUpTo(minuteOf(before)));
    }

    /**
     * How many tokens there are, expired ones that were not deleted yet included.
     *
     * @return the number of tokens; while others write, a number near it
     */
    public long size() {
        long size = 0;
        for (Stripe stripe : stripes) {
            size += stripe.size();
        }
        return size;
    }

    static int stripesFor(int processors) {
        int wanted = Math.max(MIN_STRIPES, Math.min(MAX_STRIPES, processors * STRIPES_PER_PROCESSOR));
        return Integer.highestOneBit(wanted);
    }

    /** Drops what ended long before the present, once in each minute; also after the clock was set back. */
    private void sweepAt(long presentMillis) {
        long minute = Math.floorDiv(presentMillis, Times.MILLIS_PER_MINUTE) - MARGIN;
        long last = lastSwept;
        boolean due = minute > last || minute < last - MARGIN;
        if (due && sweeping.compareAndSet(false, true)) {
            try {
                lastSwept = minute;
                authorizations.clear();
                dropUpTo(minute);
            } finally {
                sweeping.set(false);
            }
        }
    }

    private long dropUpTo(long minute) {
        List<Segment> ended = directory.removeUpTo(minute);
        long dropped = 0;
        if (!ended.isEmpty()) {
            for (Stripe stripe : stripes) {
                dropped += stripe.drop(ended, capacity);
            }
        }
        return dropped;
    }

    private static long minuteOf(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), SECONDS_PER_MINUTE);
    }

    private Stripe stripe(long hash) {
        return stripes[(int) hash & (stripes.length - 1)];
    }
}
