package io.tokenmint.store.jdbc;

import io.tokenmint.spi.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes expired tokens in small transactions. Safe on many nodes at once; runs only when the host calls {@link #run} or
 * hands over an executor.
 *
 * <p>Only what expired a margin ago is deleted, and only if the host's clock and the database's differ by five minutes at
 * most, so a node with a wrong clock destroys nothing. After each transaction it rests three times as long as that took, to
 * leave the database to those who mint.
 *
 * <pre>{@code
 * ScheduledFuture<?> cleanup = new JdbcCleanup(jdbcTokens, Clock.systemUTC()).scheduled(executor, Duration.ofMinutes(5));
 * }</pre>
 */
public final class JdbcCleanup {
    private static final Logger LOG = LoggerFactory.getLogger(JdbcCleanup.class);
    private static final Duration DEFAULT_MARGIN = Duration.ofHours(1);
    private static final Duration MAX_CLOCK_DIFFERENCE = Duration.ofMinutes(5);
    private static final int ROWS_PER_TRANSACTION = 1_000;
    private static final int REST_FACTOR = 3;

    private final JdbcTokenStore store;
    private final Clock clock;
    private final Duration margin;

    /**
     * A clean-up with a margin of one hour.
     *
     * @param store the store whose tables are cleaned
     * @param clock tells what has expired
     */
    public JdbcCleanup(JdbcTokenStore store, Clock clock) {
        this(store, clock, DEFAULT_MARGIN);
    }

    /**
     * A clean-up.
     *
     * @param store the store whose tables are cleaned
     * @param clock tells what has expired
     * @param margin how long ago a token must have expired to be deleted; not negative
     * @throws IllegalArgumentException when the margin is negative
     */
    public JdbcCleanup(JdbcTokenStore store, Clock clock, Duration margin) {
        if (margin.isNegative()) {
            throw new IllegalArgumentException("the margin must not be negative: it would delete live tokens");
        }
        this.store = store;
        this.clock = clock;
        this.margin = margin;
    }

    /**
     * Deletes everything that expired a margin ago; when the thread is interrupted, ends after the transaction it is in and
     * keeps the interrupt flag.
     *
     * @return how many tokens were deleted
     * @throws StoreException when the clocks differ by more than five minutes, in which case nothing was deleted, or when the
     *     database failed
     */
    public long run() {
        Instant now = clock.instant();
        requireRightClock(now);
        long total = 0;
        int deleted = ROWS_PER_TRANSACTION;
        while (deleted >= ROWS_PER_TRANSACTION && !Thread.currentThread().isInterrupted()) {
            long begin = System.nanoTime();
            deleted = store.deleteExpired(now.minus(margin), ROWS_PER_TRANSACTION);
            total += deleted;
            if (deleted >= ROWS_PER_TRANSACTION) {
                LockSupport.parkNanos(this, REST_FACTOR * (System.nanoTime() - begin));
            }
        }
        return total;
    }

    /**
     * Runs again and again on the host's executor. The first run is after a random part of the interval and the interval
     * itself is varied by up to a tenth, so that nodes started together do not clean up together. A run that fails is logged,
     * and the next comes as planned.
     *
     * @param executor runs the clean-up; one thread is enough
     * @param interval the time between the end of a run and the beginning of the next, a second or more
     * @return cancels the clean-up
     * @throws IllegalArgumentException when the interval is shorter than a second
     */
    public ScheduledFuture<?> scheduled(ScheduledExecutorService executor, Duration interval) {
        if (interval.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("clean up every second at most, not every " + interval);
        }
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long millis = interval.toMillis();
        long first = random.nextLong(millis);
        long between = millis - millis / 10 + random.nextLong(millis / 5 + 1);
        return executor.scheduleWithFixedDelay(this::runAndLog, first, between, TimeUnit.MILLISECONDS);
    }

    private void runAndLog() {
        try {
            long deleted = run();
            LOG.debug("deleted {} expired tokens", deleted);
        } catch (RuntimeException e) {
            LOG.warn("expired tokens were not deleted; the next run will try again", e);
        }
    }

    private void requireRightClock(Instant now) {
        Optional<Instant> there = store.databaseTime();
        if (there.isPresent() && Duration.between(there.get(), now).abs().compareTo(MAX_CLOCK_DIFFERENCE) > 0) {
            throw new StoreException("the clocks of this host (" + now + ") and of the database (" + there.get()
                    + ") differ by more than five minutes: nothing was deleted; correct the one that is wrong");
        }
    }
}
