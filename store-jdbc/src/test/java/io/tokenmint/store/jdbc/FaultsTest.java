package io.tokenmint.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.tokenmint.spi.StoreException;
import io.tokenmint.spi.StoredToken;
import io.tokenmint.testing.databases.PostgresServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;

/** What goes wrong with a database, and what the store says of it. */
@Timeout(120)
@EnabledIf("io.tokenmint.testing.databases.PostgresServer#isAvailable")
class FaultsTest {
    private static TestDatabase database;

    @BeforeAll
    static void start() {
        database = TestDatabase.postgres();
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @Test
    void aRefusedConnectionSaysWhatToCheck() throws IOException {
        int nobodyListens;
        try (ServerSocket socket = new ServerSocket(0)) {
            nobodyListens = socket.getLocalPort();
        }
        try (HikariDataSource pool = pool("jdbc:postgresql://127.0.0.1:" + nobodyListens + "/none?user=postgres", 1)) {
            JdbcTokenStore store = new JdbcTokenStore(pool);

            assertFails(() -> store.insert(Samples.token()), "check that the database is reachable");
            assertFails(() -> store.find(Samples.token().key()), "check that the database is reachable");
            assertFails(() -> new JdbcClientStore(pool).find("acme"), "check that the database is reachable");
        }
    }

    @Test
    void anExhaustedPoolSaysSoAndRecovers() throws Exception {
        try (HikariDataSource pool = pool(database.url(), 1)) {
            JdbcTokenStore store = new JdbcTokenStore(pool);
            try (Connection taken = pool.getConnection()) {
                assertThat(taken.isValid(1)).isTrue();
                assertFails(() -> store.insert(Samples.token()), "the pool is large enough");
            }
            store.insert(Samples.token());
        }
    }

    @Test
    void aStatementThatTakesTooLongIsGivenUp() throws Exception {
        JdbcTokenStore store = new JdbcTokenStore(
                database.dataSource(),
                JdbcSettings.builder().statementTimeout(Duration.ofSeconds(1)).build());
        store.insert(Samples.token());
        try (Connection locking = database.dataSource().getConnection();
                Statement statement = locking.createStatement()) {
            locking.setAutoCommit(false);
            statement.execute("LOCK TABLE tokenmint_token IN ACCESS EXCLUSIVE MODE");

            assertFails(() -> store.insert(Samples.token()), "statement timeout");

            locking.rollback();
        }
        store.insert(Samples.token());
    }

    @Test
    void aReadOnlyDatabaseSaysWhereToPoint() {
        try (HikariDataSource pool = pool(database.url() + "&options=-c%20default_transaction_read_only=on", 2)) {
            JdbcTokenStore store = new JdbcTokenStore(pool);

            assertFails(() -> store.insert(Samples.token()), "point the DataSource at the primary");
            assertThat(store.find(Samples.token().key())).isEmpty();
        }
    }

    /** Connections to a server that was the primary are not used again, so that the pool finds the new one. */
    @Test
    void afterAFailoverTheStoreLeavesTheReadOnlyServer() throws Exception {
        try (TestDatabase own = TestDatabase.postgres();
                HikariDataSource pool = pool(own.url(), 1)) {
            JdbcTokenStore store = new JdbcTokenStore(pool);
            try (Connection connection = pool.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("SET default_transaction_read_only = on");
            }

            assertFails(() -> store.insert(Samples.token()), "point the DataSource at the primary");

            insertUntilItWorks(store);
        }
    }

    @Test
    void missingTablesSayHowToMakeThem() {
        JdbcTokenStore store = new JdbcTokenStore(
                database.dataSource(),
                JdbcSettings.builder().tablePrefix("other_").build());

        assertFails(() -> store.insert(Samples.token()), "JdbcSchema.create");
    }

    @Test
    void aKilledServerFailsCallsUntilItIsBack() {
        try (PostgresServer server = PostgresServer.start();
                HikariDataSource pool = pool(server.newDatabase(), 4)) {
            JdbcSchema.create(pool, JdbcSettings.defaults());
            JdbcTokenStore store = new JdbcTokenStore(pool);
            StoredToken kept = Samples.token();
            store.insert(kept);

            server.kill();
            assertFails(() -> store.insert(Samples.token()), "check that the database is");

            server.startAgain();
            insertUntilItWorks(store);
            assertThat(store.find(kept.key())).contains(kept);
        }
    }

    @Test
    void oneSpoiltRowOfABatchFailsAlone() throws Exception {
        try (TestDatabase own = TestDatabase.postgres()) {
            own.execute("ALTER TABLE tokenmint_token ADD CHECK (issued_at <> 86400000)");
            StoredToken taken = Samples.token();
            own.tokens().insert(taken);
            StoredToken spoilt = Samples.token(Samples.AUTHORIZATION, Instant.ofEpochMilli(86_400_000));

            List<String> told = new SharedBatch(own, (connection, method, arguments) -> {})
                    .insert(Samples.token(), taken, Samples.token(), spoilt, Samples.token());

            assertThat(told).element(0).isEqualTo(SharedBatch.KEPT);
            assertThat(told).element(1).asString().contains("the key is taken");
            assertThat(told).element(2).isEqualTo(SharedBatch.KEPT);
            assertThat(told).element(3).asString().contains("a constraint");
            assertThat(told).element(4).isEqualTo(SharedBatch.KEPT);
            assertThat(own.otherTokens().find(spoilt.key())).isEmpty();
        }
    }

    @Test
    void noMessageOrCauseHoldsAKeyOrAValue() {
        StoredToken token = Samples.token();
        database.tokens().insert(token);
        String hash = HexFormat.of().formatHex(token.key().toBytes()).substring(8, 24);

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> database.otherTokens().insert(token))
                .satisfies(
                        e -> assertThat(trace(e)).contains("the key is taken").doesNotContainIgnoringCase(hash));
    }

    static HikariDataSource pool(String url, int connections) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(connections);
        config.setConnectionTimeout(500);
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }

    static void insertUntilItWorks(JdbcTokenStore store) {
        StoredToken token = Samples.token();
        while (true) {
            try {
                store.insert(token);
                return;
            } catch (StoreException e) {
                // connections of before the crash are found out one by one
                token = Samples.token();
            }
        }
    }

    private static void assertFails(Runnable call, String advice) {
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(call::run)
                .withMessageContaining("the database could not")
                .withMessageContaining(advice);
    }

    private static String trace(Throwable fault) {
        StringWriter text = new StringWriter();
        Stream.iterate(fault, t -> t != null, Throwable::getCause)
                .forEach(t -> t.printStackTrace(new PrintWriter(text)));
        return text.toString();
    }
}
