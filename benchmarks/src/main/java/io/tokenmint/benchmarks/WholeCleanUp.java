package io.tokenmint.benchmarks;

import io.tokenmint.spi.TokenStore;
import io.tokenmint.store.jdbc.JdbcCleanup;
import io.tokenmint.store.jdbc.JdbcSchema;
import io.tokenmint.store.jdbc.JdbcSettings;
import io.tokenmint.store.jdbc.JdbcTokenStore;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;

/**
 * How many durable inserts a second 64 callers do before, while and after {@link JdbcCleanup} deletes all of a table's expired
 * tokens, from the first to the last.
 */
final class WholeCleanUp implements AutoCloseable {
    static final String BEFORE = "before";
    static final String BESIDE = "beside";
    static final String AFTER = "after";

    private static final int CALLERS = 64;

    private final LongAdder inserted = new LongAdder();
    private final ExecutorService executor = Executors.newFixedThreadPool(CALLERS);
    private final List<CompletableFuture<Void>> callers = new ArrayList<>();
    private volatile boolean stopped;

    private WholeCleanUp(TokenStore store) {
        for (int number = 0; number < CALLERS; number++) {
            callers.add(CompletableFuture.runAsync(() -> insert(store), executor));
        }
    }

    private void insert(TokenStore store) {
        while (!stopped) {
            store.insert(NewTokens.next());
            inserted.increment();
        }
    }

    /** Takes twice {@code alone} and as long as the clean-up itself, and a warm-up of half that. */
    static List<Figure> measure(Database.Kind kind, int rows, Duration alone) throws InterruptedException {
        try (Database database = Database.open(kind)) {
            JdbcSchema.create(database.pool(), JdbcSettings.defaults());
            TokenTable.fillExpired(database, rows);
            JdbcTokenStore store = new JdbcTokenStore(database.pool());
            try (WholeCleanUp load = new WholeCleanUp(store)) {
                load.rateFor(alone.dividedBy(2));
                double before = load.rateFor(alone);
                Stopwatch beside = load.start();
                long deleted = new JdbcCleanup(store, Clock.systemUTC(), Duration.ofMinutes(30)).run();
                double during = beside.rate();
                double seconds = beside.seconds();
                double after = load.rateFor(alone);
                if (deleted < rows) {
                    throw new IllegalStateException("deleted " + deleted + " of " + rows + " expired tokens");
                }
                String question = Question.wholeCleanUp(kind, rows);
                List<Figure> figures = new ArrayList<>();
                figures.add(Figure.of(question, BEFORE, List.of(before), "/s"));
                figures.add(Figure.of(question, BESIDE, List.of(during), "/s"));
                figures.add(Figure.of(question, AFTER, List.of(after), "/s"));
                figures.add(Figure.of(question, "rows deleted", List.of(deleted / seconds), "/s"));
                return figures;
            }
        }
    }

    private double rateFor(Duration time) throws InterruptedException {
        Stopwatch watch = start();
        Thread.sleep(time.toMillis());
        return watch.rate();
    }

    private Stopwatch start() {
        return new Stopwatch(System.nanoTime(), inserted.sum());
    }

    private final class Stopwatch {
        private final long begin;
        private final long insertedBefore;

        Stopwatch(long begin, long insertedBefore) {
            this.begin = begin;
            this.insertedBefore = insertedBefore;
        }

        double rate() {
            return (inserted.sum() - insertedBefore) / seconds();
        }

        double seconds() {
            return (System.nanoTime() - begin) / 1e9;
        }
    }

    /** Fails if one of the callers did: the figures would be of fewer. */
    @Override
    public void close() {
        stopped = true;
        try {
            callers.forEach(CompletableFuture::join);
        } finally {
            executor.shutdown();
        }
    }
}
