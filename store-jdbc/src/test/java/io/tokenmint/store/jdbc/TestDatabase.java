package io.tokenmint.store.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import io.tokenmint.testing.databases.MariaDbServer;
import io.tokenmint.testing.databases.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import javax.sql.DataSource;

/** A database of a test class's own, with the tables made, and two nodes that use it. */
final class TestDatabase implements AutoCloseable {
    private final String url;
    private final HikariDataSource pool;
    private final JdbcSettings settings;
    private final JdbcTokenStore tokens;
    private final JdbcTokenStore otherTokens;
    private final JdbcClientStore clients;

    private TestDatabase(String url, int connections, JdbcSettings settings) {
        this.url = url;
        this.pool = PostgresServer.pool(url, connections);
        this.settings = settings;
        JdbcSchema.create(pool, settings);
        this.tokens = new JdbcTokenStore(pool, settings);
        this.otherTokens = new JdbcTokenStore(pool, settings);
        this.clients = new JdbcClientStore(pool, settings);
    }

    static TestDatabase at(String url, int connections) {
        return new TestDatabase(url, connections, JdbcSettings.defaults());
    }

    static TestDatabase postgres() {
        return at(PostgresServer.shared().newDatabase(), 16);
    }

    static TestDatabase mariaDb() {
        return at(MariaDbServer.shared().newDatabase(), 16);
    }

    static TestDatabase h2() {
        return at("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", 16);
    }

    String url() {
        return url;
    }

    DataSource dataSource() {
        return pool;
    }

    JdbcSettings settings() {
        return settings;
    }

    JdbcTokenStore tokens() {
        return tokens;
    }

    JdbcTokenStore otherTokens() {
        return otherTokens;
    }

    JdbcClientStore clients() {
        return clients;
    }

    void execute(String sql) {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
