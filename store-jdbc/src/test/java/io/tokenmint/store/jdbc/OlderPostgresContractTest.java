package io.tokenmint.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.tokenmint.spi.StoredToken;
import io.tokenmint.testing.databases.PostgresServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole store contract on the PostgreSQLs before the one of every build; the build of the heavy tests fetches them. */
@Tag("heavy")
@EnabledIf("io.tokenmint.testing.databases.PostgresServer#isAvailable")
@ParameterizedClass
@ValueSource(ints = {15, 16, 17})
@SuppressWarnings("NullAway.Init") // JUnit calls start first
class OlderPostgresContractTest {
    private static PostgresServer server;
    private static TestDatabase database;

    @Parameter
    int version;

    @BeforeParameterizedClassInvocation
    static void start(int version) {
        Path programs = Path.of("target", "postgres", "postgres-" + version + ".jar");
        assertThat(programs).as("fetched by mvn -Dgroups=heavy").exists();
        server = PostgresServer.startFrom(programs);
        database = TestDatabase.postgres(server);
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        database.close();
        server.close();
    }

    @Test
    void isOfThatVersion() throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            assertThat(connection.getMetaData().getDatabaseMajorVersion()).isEqualTo(version);
        }
    }

    @Test
    void takesThePartitionedFile() throws SQLException {
        StoredToken token = Samples.token();
        LocalDate day = LocalDate.ofInstant(token.expiresAt(), ZoneOffset.UTC);
        try (HikariDataSource pool = PostgresServer.pool(server.newDatabase(), 2);
                Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(JdbcSchema.partitionedScript(JdbcSettings.defaults()));
            statement.execute("SELECT tokenmint_make_partitions('" + day + "', 1)");
            JdbcTokenStore tokens = new JdbcTokenStore(pool);
            tokens.insert(token);
            assertThat(tokens.find(token.key())).contains(token);

            statement.execute("SELECT tokenmint_drop_partitions('" + day.plusDays(1) + "')");
            assertThat(tokens.find(token.key())).isEmpty();
        }
    }

    @Nested
    class Tokens implements JdbcTokens {
        @Override
        public TestDatabase database() {
            return database;
        }
    }

    @Nested
    class Clients implements JdbcClients {
        @Override
        public TestDatabase database() {
            return database;
        }
    }
}
