package io.tokenmint;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tokenmint.spi.Client;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Counts failures in this JVM, in bounded memory. A number of failures in a row is free, then each costs a wait:
 *
 * <table>
 * <caption>What is counted, and what it costs</caption>
 * <tr><th>failures of</th><th>free in a row</th><th>then one every</th><th>whom it slows</th></tr>
 * <tr><td>one client from one source</td><td>20</td><td>6 seconds</td><td>that client from that source</td></tr>
 * <tr><td>one client from anywhere</td><td>100</td><td>1 second</td><td>sources without a recent success of that
 *     client</td></tr>
 * <tr><td>one source with any client</td><td>100</td><td>1 second</td><td>that source, but for clients it had a recent success
 *     with</td></tr>
 * </table>
 *
 * <p>So a stranger cannot lock a client out of the places it works from. A success is recent for eight days, give or take an
 * hour, and clears the count of its client and source. An IPv6 source is its network of 64 bits, since a host has all of it.
 *
 * <p>Attempts from a source without a recent success of that client count from when they begin, so that no burst sees more
 * fail than are free. Where more are under way than may fail, the next waits for them, for half a second at most. Others count
 * once they have failed. Successes are not known after a restart: a client under attack from many places then waits its turn
 * once, from each of its places.
 */
public final class LocalFailureLimiter implements FailureLimiter {
    // Only digits and colons: such a text is never looked up as a name.
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f]*:[0-9A-Fa-f:.]*");
    private static final int MAX_ENTRIES = 100_000;
    private static final int FREE_PER_PAIR = 20;
    private static final int FREE_PER_NAME = 100;
    private static final Duration COST_PER_PAIR = Duration.ofSeconds(6);
    private static final Duration COST_PER_NAME = Duration.ofSeconds(1);
    private static final long RECENT_MILLIS = TimeUnit.DAYS.toMillis(8);
    private static final long REMEMBERED_MILLIS = TimeUnit.HOURS.toMillis(1);
    private static final Duration WHEN_BUSY = Duration.ofSeconds(1);
    private static final long MAX_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final FailureCounts<Pair> pairs = new FailureCounts<>(MAX_ENTRIES, FREE_PER_PAIR, COST_PER_PAIR);
    private final FailureCounts<String> clients = new FailureCounts<>(MAX_ENTRIES, FREE_PER_NAME, COST_PER_NAME);
    private final FailureCounts<String> sources = new FailureCounts<>(MAX_ENTRIES, FREE_PER_NAME, COST_PER_NAME);
    private final Cache<Pair, Instant> successes = Caffeine.newBuilder()
            .maximumSize(MAX_ENTRIES)
            .executor(Runnable::run)
            .build();
    private final ConcurrentMap<Begun, Counts> underWay = new ConcurrentHashMap<>();
    private volatile boolean everFailed;

    private record Pair(String clientId, String source) {
        // A record's own equals was 7 % of a token request over HTTP: it is looked up anew each time where it is not
        // inlined.
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Pair that && clientId.equals(that.clientId) && source.equals(that.source);
        }

        @Override
        public int hashCode() {
            return 31 * clientId.hashCode() + source.hashCode();
        }
    }

    /** An attempt as itself: another one that says the same is another. */
    private record Begun(Attempt attempt) {
        @Override
        @SuppressWarnings("ReferenceEquality")
        public boolean equals(@Nullable Object other) {
            return other instanceof Begun that && attempt == that.attempt;
        }

        @Override
        public int hashCode() {
            // not of its identity, which takes longer than all else here
            return attempt.clientId().hashCode() ^ attempt.at().hashCode();
        }
    }

    /** All that an attempt counts in. */
    private record Counts(FailureCount pair, FailureCount source, FailureCount client) {
        long excess(Instant now) {
            return Math.max(pair.excess(now), Math.max(source.excess(now), client.excess(now)));
        }

        boolean begin(Instant now) {
            if (!pair.begin(now)) {
                return false;
            }
            if (!source.begin(now)) {
                pair.end();
                return false;
            }
            if (!client.begin(now)) {
                pair.end();
                source.end();
                return false;
            }
            return true;
        }

        void end() {
            pair.end();
            source.end();
            client.end();
        }
    }

    /** A limiter without any failure yet. */
    public LocalFailureLimiter() {}

    @Override
    public Optional<Duration> waitFor(Attempt attempt) {
        String clientId = cut(attempt.clientId());
        String source = attempt.source().map(LocalFailureLimiter::network).orElse(null);
        if (source == null) {
            return everFailed ? waitOf(clients.find(clientId), attempt.at()) : Optional.empty();
        }
        Pair pair = new Pair(clientId, source);
        return hasRecentSuccess(pair, attempt.at()) ? waitOf(pairs.find(pair), attempt.at()) : begin(attempt, pair);
    }

    private Optional<Duration> begin(Attempt attempt, Pair pair) {
        Instant now = attempt.at();
        Counts counts = new Counts(
                pairs.findOrAdd(pair, now),
                sources.findOrAdd(pair.source(), now),
                clients.findOrAdd(pair.clientId(), now));
        long giveUp = System.nanoTime() + MAX_WAIT_NANOS;
        do {
            long excess = counts.excess(now);
            if (excess > 0) {
                return Optional.of(Duration.ofMillis(excess));
            }
            if (counts.begin(now)) {
                underWay.put(new Begun(attempt), counts);
                return Optional.empty();
            }
            LockSupport.parkNanos(this, LOOK_AGAIN_NANOS);
            if (hasRecentSuccess(pair, now)) {
                return waitOf(pairs.find(pair), now);
            }
        } while (System.nanoTime() < giveUp && !Thread.currentThread().isInterrupted());
        return Optional.of(WHEN_BUSY);
    }

    @Override
    public void failed(Attempt attempt) {
        everFailed = true;
        String clientId = cut(attempt.clientId());
        // Before the attempt ends: in between, another one could begin.
        Instant now = attempt.at();
        clients.findOrAdd(clientId, now).fail(now);
        attempt.source().map(LocalFailureLimiter::network).ifPresent(source -> {
            sources.findOrAdd(source, now).fail(now);
            pairs.findOrAdd(new Pair(clientId, source), now).fail(now);
        });
        end(attempt);
    }

    @Override
    public void succeeded(Attempt attempt) {
        String source = attempt.source().map(LocalFailureLimiter::network).orElse(null);
        if (source == null) {
            return;
        }
        Pair pair = new Pair(attempt.clientId(), source);
        Instant known = successes.getIfPresent(pair);
        // Written once an hour at most: this is on the path of every request.
        if (known == null || Math.abs(attempt.at().toEpochMilli() - known.toEpochMilli()) >= REMEMBERED_MILLIS) {
            successes.put(pair, attempt.at());
        }
        pairs.remove(pair);
        end(attempt);
    }

    @Override
    public void undecided(Attempt attempt) {
        end(attempt);
    }

    private void end(Attempt attempt) {
        Counts counts = underWay.remove(new Begun(attempt));
        if (counts != null) {
            counts.end();
        }
    }

    /** How many counts are kept. */
    long size() {
        successes.cleanUp();
        return pairs.size() + clients.size() + sources.size() + successes.estimatedSize();
    }

    private boolean hasRecentSuccess(Pair pair, Instant now) {
        Instant success = successes.getIfPresent(pair);
        return success != null && now.toEpochMilli() - success.toEpochMilli() < RECENT_MILLIS;
    }

    private static Optional<Duration> waitOf(@Nullable FailureCount count, Instant now) {
        long excess = count == null ? 0 : count.excess(now);
        return excess > 0 ? Optional.of(Duration.ofMillis(excess)) : Optional.empty();
    }

    /** The first 64 bits of an IPv6 address; anything else as it is. */
    private static String network(String source) {
        if (source.indexOf(':') < 0 || !IPV6.matcher(source).matches()) {
            return source;
        }
        try {
            byte[] address = InetAddress.getByName(source).getAddress();
            return HexFormat.of().formatHex(address, 0, Math.min(8, address.length));
        } catch (UnknownHostException e) {
            return source;
        }
    }

    /** No client has a longer id, so the rest of a made-up one is not worth keeping. */
    private static String cut(String clientId) {
        return clientId.length() > Client.MAX_ID_LENGTH ? clientId.substring(0, Client.MAX_ID_LENGTH) : clientId;
    }
}
