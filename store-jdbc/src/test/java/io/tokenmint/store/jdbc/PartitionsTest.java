package io.tokenmint.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.tokenmint.spi.Authorization;
import io.tokenmint.spi.Scope;
import io.tokenmint.spi.StoredToken;
import io.tokenmint.testing.databases.PostgresServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** Tokens in a partition for each day, and the routine that makes and drops the days. */
@EnabledIf("io.tokenmint.testing.databases.PostgresServer#isAvailable")
class PartitionsTest {
    private final JdbcSettings settings =
            JdbcSettings.builder().tablePrefix("part_").build();
    private HikariDataSource pool;
    private JdbcTokenStore store;

    @BeforeEach
    void start() throws SQLException {
        pool = PostgresServer.pool(PostgresServer.shared().newDatabase(), 8);
        execute(JdbcSchema.partitionedScript(settings));
        store = new JdbcTokenStore(pool, settings);
    }

    @AfterEach
    void stop() {
        pool.close();
    }

    @Test
    void holdADayEachAndAreDroppedWhole() throws Exception {
        assertThat(number("SELECT part_make_partitions(DATE '2026-11-23', 3)")).isEqualTo(3);
        assertThat(number("SELECT part_make_partitions(DATE '2026-11-24', 3)")).isEqualTo(1);
        StoredToken first = expiringAt("2026-11-23T00:00:00.001Z");
        StoredToken lastOfTheDay = expiringAt("2026-11-24T00:00:00Z");
        StoredToken next = expiringAt("2026-11-24T00:00:00.001Z");
        StoredToken beyond = expiringAt("2027-11-24T00:00:00Z");
        List.of(first, lastOfTheDay, next, beyond).forEach(store::insert);

        assertThat(count("part_token_20261123")).isEqualTo(2);
        assertThat(count("part_token_20261124")).isEqualTo(1);
        assertThat(count("part_token_other")).isEqualTo(1);

        assertThat(number("SELECT part_drop_partitions(DATE '2026-11-24')")).isEqualTo(1);
        assertThat(store.find(lastOfTheDay.key())).isEmpty();
        assertThat(store.find(next.key())).contains(next);
        assertThat(store.find(beyond.key())).contains(beyond);
        assertThat(store.deleteExpired(beyond.expiresAt(), 100)).isEqualTo(2);
    }

    @Test
    void takeTheRowsThatCameBeforeThem() throws Exception {
        StoredToken early = expiringAt("2026-11-24T12:00:00Z");
        StoredToken elsewhere = expiringAt("2026-11-26T12:00:00Z");
        List.of(early, elsewhere).forEach(store::insert);

        assertThat(number("SELECT part_make_partitions(DATE '2026-11-23', 3)")).isEqualTo(3);

        assertThat(count("part_token_20261124")).isEqualTo(1);
        assertThat(count("part_token_other")).isEqualTo(1);
        assertThat(store.find(early.key())).contains(early);
        assertThat(store.find(elsewhere.key())).contains(elsewhere);
    }

    @Test
    void aTableThatWasMadeAndNotAttachedBecomesOne() throws Exception {
        execute("CREATE TABLE part_token_20261124 (LIKE part_token INCLUDING ALL)");

        assertThat(number("SELECT part_make_partitions(DATE '2026-11-24', 1)")).isEqualTo(1);
        StoredToken token = expiringAt("2026-11-24T12:00:00Z");
        store.insert(token);

        assertThat(count("part_token_20261124")).isEqualTo(1);
    }

    @Test
    void areMadeAndDroppedOnSeveralNodesAtOnceBesideRunningInserts() throws Exception {
        Queue<Exception> faults = new ConcurrentLinkedQueue<>();
        List<Thread> nodes = IntStream.range(0, 4)
                .mapToObj(i -> new Thread(() -> {
                    try {
                        for (int round = 0; round < 5; round++) {
                            number("SELECT part_make_partitions(DATE '2026-11-23' + " + round + ", 10)");
                            store.insert(expiringAt("2027-01-01T12:00:00Z"));
                            number("SELECT part_drop_partitions(DATE '2026-11-23' + " + round + ")");
                        }
                    } catch (SQLException | RuntimeException e) {
                        faults.add(e);
                    }
                }))
                .toList();
        nodes.forEach(Thread::start);
        for (Thread node : nodes) {
            node.join();
        }

        assertThat(faults).isEmpty();
        assertThat(count("part_token")).isEqualTo(20);
    }

    private static StoredToken expiringAt(String time) {
        Authorization authorization =
                new Authorization("acme", 1, Scope.of("a.read"), List.of(), Duration.ofHours(1), "");
        return Samples.token(authorization, Instant.parse(time).minus(authorization.lifetime()));
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private int count(String table) throws SQLException {
        return number("SELECT COUNT(*) FROM " + table);
    }

    private int number(String sql) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getInt(1);
        }
    }
}
