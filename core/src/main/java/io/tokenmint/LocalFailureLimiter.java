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
import java.util.concurrent.atomic.AtomicLong;
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
 * <p>Attempts that are under way when a limit is reached go on, so a burst sees as many more as run at once. Successes are not
 * known after a restart: a client under attack from many places then waits its turn once, from each of its places.
 */
public final class LocalFailureLimiter implements FailureLimiter {
    // Only digits and colons: such a text is never looked up as a name.
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f]*:[0-9A-Fa-f:.]*");
    private static final int MAX_ENTRIES = 100_000;
    private static final int FREE_PER_PAIR = 20;
    private static final int FREE_PER_NAME = 100;
    private static final Duration COST_PER_PAIR = Duration.ofSeconds(6);
    private static final Duration COST_PER_NAME = Duration.ofSeconds(1);
    private static final Duration RECENT = Duration.ofDays(8);

    private final Cache<Pair, AtomicLong> pairs = bounded();
    private final Cache<String, AtomicLong> clients = bounded();
    private final Cache<String, AtomicLong> sources = bounded();
    private final Cache<Pair, Instant> successes = bounded();
    private volatile boolean everFailed;

    private record Pair(String clientId, String source) {}

    /** A limiter without any failure yet. */
    public LocalFailureLimiter() {}

    @Override
    public Optional<Duration> waitFor(Attempt attempt) {
        if (!everFailed) {
            return Optional.empty();
        }
        String clientId = cut(attempt.clientId());
        String source = attempt.source().map(LocalFailureLimiter::network).orElse(null);
        long byClient = excess(clients.getIfPresent(clientId), FREE_PER_NAME, COST_PER_NAME, attempt.at());
        if (source == null) {
            return waitOf(byClient);
        }
        Pair pair = new Pair(clientId, source);
        long byPair = excess(pairs.getIfPresent(pair), FREE_PER_PAIR, COST_PER_PAIR, attempt.at());
        if (byPair > 0 || hasRecentSuccess(pair, attempt.at())) {
            return waitOf(byPair);
        }
        long bySource = excess(sources.getIfPresent(source), FREE_PER_NAME, COST_PER_NAME, attempt.at());
        return waitOf(Math.max(byClient, bySource));
    }

    @Override
    public void failed(Attempt attempt) {
        everFailed = true;
        String clientId = cut(attempt.clientId());
        charge(clients, clientId, FREE_PER_NAME, COST_PER_NAME, attempt.at());
        attempt.source().map(LocalFailureLimiter::network).ifPresent(source -> {
            charge(sources, source, FREE_PER_NAME, COST_PER_NAME, attempt.at());
            charge(pairs, new Pair(clientId, source), FREE_PER_PAIR, COST_PER_PAIR, attempt.at());
        });
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
        if (known == null || Duration.between(known, attempt.at()).abs().toHours() >= 1) {
            successes.put(pair, attempt.at());
        }
        if (everFailed) {
            pairs.invalidate(pair);
        }
    }

    /** How many counts are kept. */
    long size() {
        pairs.cleanUp();
        clients.cleanUp();
        sources.cleanUp();
        successes.cleanUp();
        return pairs.estimatedSize() + clients.estimatedSize() + sources.estimatedSize() + successes.estimatedSize();
    }

    private boolean hasRecentSuccess(Pair pair, Instant now) {
        Instant success = successes.getIfPresent(pair);
        return success != null && Duration.between(success, now).compareTo(RECENT) < 0;
    }

    /**
     * Each failure moves a time, kept in milliseconds, ahead by its cost; failures are free while that time is less than the free
     * ones' cost ahead of now. The debt stops growing at twice that, so that waiting always helps.
     */
    private static <K> void charge(Cache<K, AtomicLong> debts, K key, int free, Duration cost, Instant now) {
        AtomicLong paidAt = debts.get(key, any -> new AtomicLong());
        long present = now.toEpochMilli();
        paidAt.updateAndGet(paid -> {
            long debt = debt(paid, free, cost, present) + cost.toMillis();
            return present + Math.min(debt, 2L * free * cost.toMillis());
        });
    }

    /** What is owed, in milliseconds. More than can be owed means that the clock was set back, and is forgotten. */
    private static long debt(long paidAt, int free, Duration cost, long present) {
        long debt = Math.max(0, paidAt - present);
        return debt > 2L * free * cost.toMillis() ? 0 : debt;
    }

    private static long excess(@Nullable AtomicLong paidAt, int free, Duration cost, Instant now) {
        return paidAt == null ? 0 : debt(paidAt.get(), free, cost, now.toEpochMilli()) - (free - 1) * cost.toMillis();
    }

    private static Optional<Duration> waitOf(long millis) {
        return millis > 0 ? Optional.of(Duration.ofMillis(millis)) : Optional.empty();
    }

    /** The first 64 bits of an IPv6 address; anything else as it is. */
    private static String network(String source) {
        if (!IPV6.matcher(source).matches()) {
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

    private static <K, V> Cache<K, V> bounded() {
        return Caffeine.newBuilder()
                .maximumSize(MAX_ENTRIES)
                .executor(Runnable::run)
                .build();
    }
}
