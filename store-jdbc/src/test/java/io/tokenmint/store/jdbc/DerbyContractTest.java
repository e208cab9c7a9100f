package io.tokenmint.store.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import io.tokenmint.testing.databases.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

/**
 * The token contract on Derby, with portable SQL and the portable tables in Derby's names of the binary types. The client
 * contract does not pass there: Derby takes ids that differ by trailing spaces for the same.
 */
class DerbyContractTest {
    private static final String URL = "jdbc:derby:memory:" + UUID.randomUUID() + ";create=true";

    private static TestDatabase database;

    @BeforeAll
    static void start() throws SQLException {
        System.setProperty("derby.stream.error.file", "target/derby.log");
        String script = JdbcSchema.script(Dialect.PORTABLE, JdbcSettings.defaults())
                .replaceAll("(?m)^--.*$", "")
                .replace("VARBINARY(255)", "VARCHAR(255) FOR BIT DATA")
                .replaceAll(" BINARY\\((\\d+)\\)", " CHAR($1) FOR BIT DATA")
                .replace("VARCHAR(1000000)", "CLOB");
        try (HikariDataSource pool = PostgresServer.pool(URL, 1);
                Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : script.strip().split(";", -1)) {
                if (!sql.isBlank()) {
                    statement.execute(sql);
                }
            }
        }
        database = TestDatabase.at(URL, 8);
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @Nested
    class Tokens implements JdbcTokens {
        @Override
        public TestDatabase database() {
            return database;
        }
    }
}
