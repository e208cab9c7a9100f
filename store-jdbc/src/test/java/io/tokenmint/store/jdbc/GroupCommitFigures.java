package io.tokenmint.store.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import io.tokenmint.spi.Authorization;
import io.tokenmint.spi.Scope;
import io.tokenmint.spi.StoredToken;
import io.tokenmint.spi.TokenKey;
import io.tokenmint.testing.databases.MariaDbServer;
import io.tokenmint.testing.databases.PostgresServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/**
 * Measures durable inserts beside their floors, in one run and in turns: one row a transaction through the same pool of 16
 * connections, the store, and raw batches of 128 on one connection. Prints the medians in rows a second.
 *
 * <p>Arguments: {@code postgres} or {@code mariadb}, rounds, milliseconds a measurement, concurrent batches.
 */
final class GroupCommitFigures {
    private static final int[] CALLERS = {1, 16, 64, 256};
    private static final int RAW_BATCH = 128;
    private static final Authorization AUTHORIZATION =
            new Authorization("acme", 7, Scope.of("a.read", "a.write"), List.of(), Duration.ofHours(4), "");

    /** One caller's insert of one new token. */
    private interface Insert {
        void one() throws SQLException;
    }

    private final HikariDataSource pool;
    private final JdbcSettings settings;
    private final JdbcTokenStore store;
    private final long millis;

    private GroupCommitFigures(String url, long millis, int concurrentBatches) {
        this.pool = PostgresServer.pool(url, 16);
        this.settings = JdbcSettings.defaults()
                .withBatches(512, concurrentBatches)
                .withStatementTimeout(Duration.ofSeconds(Long.getLong("statementTimeout", 10)));
        this.millis = millis;
        JdbcSchema.create(pool, settings);
        this.store = new JdbcTokenStore(pool, settings);
        store.insert(token());
    }

    public static void main(String[] arguments) throws Exception {
        boolean postgres = arguments[0].equals("postgres");
        int rounds = Integer.parseInt(arguments[1]);
        String url = postgres
                ? PostgresServer.shared().newDatabase()
                : MariaDbServer.shared().newDatabase();
        GroupCommitFigures figures =
                new GroupCommitFigures(url, Long.parseLong(arguments[2]), Integer.parseInt(arguments[3]));
        figures.measure(rounds);
        figures.pool.close();
        System.exit(0);
    }

    private void measure(int rounds) throws Exception {
        double[][] single = new double[CALLERS.length][rounds];
        double[][] ours = new double[CALLERS.length][rounds];
        double[] raw = new double[rounds];
        for (int round = -1; round < rounds; round++) {
            for (int c = 0; c < CALLERS.length; c++) {
                double one = rate(CALLERS[c], this::insertSingle);
                double shared = rate(CALLERS[c], () -> store.insert(token()));
                if (round >= 0) {
                    single[c][round] = one;
                    ours[c][round] = shared;
                }
            }
            double batches = rawRate();
            if (round >= 0) {
                raw[round] = batches;
            }
        }
        print(single, ours, raw);
    }

    private static void print(double[][] single, double[][] ours, double[] raw) {
        System.out.println("callers   single     ours    ratio");
        for (int c = 0; c < CALLERS.length; c++) {
            double[] ratios = new double[raw.length];
            for (int round = 0; round < ratios.length; round++) {
                ratios[round] = ours[c][round] / single[c][round];
            }
            System.out.printf(
                    Locale.ROOT,
                    "%7d %8.0f %8.0f %8.2f%n",
                    CALLERS[c],
                    median(single[c]),
                    median(ours[c]),
                    median(ratios));
        }
        System.out.printf(
                Locale.ROOT,
                "raw batches of %d: %.0f; ours with 256 callers / raw: %.2f%n",
                RAW_BATCH,
                median(raw),
                median(ours[CALLERS.length - 1]) / median(raw));
    }

    private double rate(int callers, Insert insert) throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        LongAdder rows = new LongAdder();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < callers; i++) {
            Thread thread = new Thread(() -> {
                try {
                    while (!stop.get()) {
                        insert.one();
                        rows.increment();
                    }
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            threads.add(thread);
            thread.start();
        }
        Thread.sleep(millis / 5);
        long before = rows.sum();
        long begin = System.nanoTime();
        Thread.sleep(millis);
        double rate = (rows.sum() - before) * 1e9 / (System.nanoTime() - begin);
        stop.set(true);
        for (Thread thread : threads) {
            thread.join();
        }
        return rate;
    }

    private void insertSingle() throws SQLException {
        TokenRow row = new TokenRow(token(), AuthorizationId.ofContent("any"), null);
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "INSERT INTO tokenmint_token (token_key, authorization_id, issued_at, expires_at, last_used_at)"
                                + " VALUES (?, ?, ?, ?, ?)")) {
            statement.setBytes(1, row.key());
            statement.setBytes(2, row.referenceBytes());
            statement.setLong(3, row.issuedAt());
            statement.setLong(4, row.expiresAt());
            statement.setLong(5, row.lastUsedAt());
            statement.executeUpdate();
        }
    }

    private double rawRate() throws SQLException {
        TokenInserts inserts = new TokenInserts(new Connections(pool, settings.withDialect(dialect())), settings);
        try (Connection connection = pool.getConnection()) {
            long end = System.nanoTime() + millis * 1_000_000;
            long begin = System.nanoTime();
            long rows = 0;
            while (System.nanoTime() < end) {
                inserts.write(
                        connection,
                        IntStream.range(0, RAW_BATCH)
                                .mapToObj(i -> new TokenRow(token(), AuthorizationId.ofContent("any"), null))
                                .toList());
                rows += RAW_BATCH;
            }
            return rows * 1e9 / (System.nanoTime() - begin);
        }
    }

    private Dialect dialect() throws SQLException {
        try (Connection connection = pool.getConnection()) {
            return Dialect.of(connection);
        }
    }

    private static StoredToken token() {
        byte[] hash = new byte[32];
        ThreadLocalRandom.current().nextBytes(hash);
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        Instant expiresAt = now.plusSeconds(14_400);
        return new StoredToken(TokenKey.of(TokenKey.slotOf(expiresAt), hash), AUTHORIZATION, now, expiresAt);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
