package io.tokenmint.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariDataSource;
import io.tokenmint.spi.StoreException;
import io.tokenmint.spi.StoredToken;
import io.tokenmint.testing.databases.MariaDbServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;

/** What goes wrong with MariaDB, and what the store says of it. */
@Timeout(120)
@EnabledIf("io.tokenmint.testing.databases.MariaDbServer#isAvailable")
class MariaDbFaultsTest {
    private TestDatabase database;

    @BeforeEach
    void start() {
        database = TestDatabase.mariaDb();
    }

    @AfterEach
    void stop() {
        database.close();
    }

    @Test
    void aRefusedConnectionSaysWhatToCheck() throws IOException {
        int nobodyListens;
        try (ServerSocket socket = new ServerSocket(0)) {
            nobodyListens = socket.getLocalPort();
        }
        try (HikariDataSource pool =
                FaultsTest.pool("jdbc:mariadb://127.0.0.1:" + nobodyListens + "/none?user=root", 1)) {
            assertFails(new JdbcTokenStore(pool), "check that the database is reachable");
        }
    }

    @Test
    void aStatementThatTakesTooLongIsGivenUp() throws Exception {
        JdbcSettings settings =
                JdbcSettings.builder().statementTimeout(Duration.ofSeconds(1)).build();
        JdbcTokenStore store = new JdbcTokenStore(database.dataSource(), settings);
        store.insert(Samples.token());
        try (Connection locking = database.dataSource().getConnection();
                Statement statement = locking.createStatement()) {
            statement.execute("LOCK TABLES tokenmint_token WRITE");

            assertFails(store, "statement timeout");

            statement.execute("UNLOCK TABLES");
        }
        store.insert(Samples.token());
    }

    /** Connections to a server that was the primary are not used again, so that the pool finds the new one. */
    @Test
    void aReadOnlyServerSaysWhereToPointAndIsLeft() throws Exception {
        try (HikariDataSource pool = FaultsTest.pool(database.url(), 1)) {
            JdbcTokenStore store = new JdbcTokenStore(pool);
            try (Connection connection = pool.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("SET SESSION TRANSACTION READ ONLY");
            }

            assertFails(store, "point the DataSource at the primary");

            FaultsTest.insertUntilItWorks(store);
        }
    }

    @Test
    void aKilledServerFailsCallsUntilItIsBack() {
        try (MariaDbServer server = MariaDbServer.start();
                HikariDataSource pool = FaultsTest.pool(server.newDatabase(), 4)) {
            JdbcSchema.create(pool, JdbcSettings.defaults());
            JdbcTokenStore store = new JdbcTokenStore(pool);
            StoredToken kept = Samples.token();
            store.insert(kept);

            server.kill();
            assertFails(store, "check that the database is");

            server.startAgain();
            FaultsTest.insertUntilItWorks(store);
            assertThat(store.find(kept.key())).contains(kept);
        }
    }

    private static void assertFails(JdbcTokenStore store, String advice) {
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> store.insert(Samples.token()))
                .withMessageContaining(advice);
    }
}
