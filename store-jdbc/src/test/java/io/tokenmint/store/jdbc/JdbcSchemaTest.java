package io.tokenmint.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

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
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JdbcSchemaTest {
    private static final String POSTGRES = "io.tokenmint.testing.databases.PostgresServer#isAvailable";

    @Test
    void leavesTablesThatAreThereAsTheyAre() {
        try (TestDatabase database = TestDatabase.h2()) {
            StoredToken token = Samples.token();
            database.tokens().insert(token);

            JdbcSchema.create(database.dataSource(), database.settings());

            assertThat(database.tokens().find(token.key())).contains(token);
        }
    }

    @Test
    void twoPrefixesAreTwoStores() {
        try (TestDatabase database = TestDatabase.h2()) {
            JdbcSettings other = database.settings().withTablePrefix("auth_x_");
            JdbcSchema.create(database.dataSource(), other);
            StoredToken token = Samples.token();

            new JdbcTokenStore(database.dataSource(), other).insert(token);

            assertThat(database.tokens().find(token.key())).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1a", "a b", "a;", "a\"", "a.b", "a-b", "zürich"})
    void refusesAPrefixThatCouldBeMoreThanAName(String prefix) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JdbcSettings.defaults().withTablePrefix(prefix));
    }

    @Test
    void flywayAppliesTheFileInTheJar() {
        try (HikariDataSource pool =
                PostgresServer.pool("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", 2)) {
            Flyway.configure()
                    .dataSource(pool)
                    .locations("classpath:META-INF/tokenmint/h2")
                    .load()
                    .migrate();

            new JdbcTokenStore(pool).insert(Samples.token());
            assertThat(new JdbcClientStore(pool).find("acme")).isEmpty();
        }
    }

    @Test
    @EnabledIf(POSTGRES)
    void severalNodesMayMakeTheTablesAtOnce() throws Exception {
        try (HikariDataSource pool = PostgresServer.pool(PostgresServer.shared().newDatabase(), 8)) {
            AtomicInteger made = new AtomicInteger();
            List<Thread> nodes = IntStream.range(0, 4)
                    .mapToObj(i -> new Thread(() -> {
                        JdbcSchema.create(pool, JdbcSettings.defaults());
                        made.incrementAndGet();
                    }))
                    .toList();
            nodes.forEach(Thread::start);
            for (Thread node : nodes) {
                node.join();
            }

            assertThat(made).hasValue(4);
        }
    }

    @Test
    @EnabledIf(POSTGRES)
    void partitionsHoldADayEachAndAreDroppedWhole() throws Exception {
        JdbcSettings settings = JdbcSettings.defaults().withTablePrefix("part_");
        try (HikariDataSource pool = PostgresServer.pool(PostgresServer.shared().newDatabase(), 4)) {
            execute(pool, JdbcSchema.partitionedScript(settings));
            execute(pool, "SELECT part_make_partitions(DATE '2026-11-23', 3)");
            execute(pool, "SELECT part_make_partitions(DATE '2026-11-24', 3)");
            JdbcTokenStore store = new JdbcTokenStore(pool, settings);
            StoredToken first = expiringAt("2026-11-23T00:00:00.001Z");
            StoredToken lastOfTheDay = expiringAt("2026-11-24T00:00:00Z");
            StoredToken next = expiringAt("2026-11-24T00:00:00.001Z");
            StoredToken beyond = expiringAt("2027-11-24T00:00:00Z");
            List.of(first, lastOfTheDay, next, beyond).forEach(store::insert);

            assertThat(count(pool, "part_token_20261123")).isEqualTo(2);
            assertThat(count(pool, "part_token_20261124")).isEqualTo(1);
            assertThat(count(pool, "part_token_other")).isEqualTo(1);

            execute(pool, "SELECT part_drop_partitions(DATE '2026-11-24')");
            assertThat(store.find(lastOfTheDay.key())).isEmpty();
            assertThat(store.find(next.key())).contains(next);
            assertThat(store.find(beyond.key())).contains(beyond);
            assertThat(store.deleteExpired(beyond.expiresAt(), 100)).isEqualTo(2);
        }
    }

    private static StoredToken expiringAt(String time) {
        Authorization authorization =
                new Authorization("acme", 1, Scope.of("a.read"), List.of(), Duration.ofHours(1), "");
        return Samples.token(authorization, Instant.parse(time).minus(authorization.lifetime()));
    }

    private static void execute(DataSource dataSource, String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int count(DataSource dataSource, String table) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
            row.next();
            return row.getInt(1);
        }
    }
}
