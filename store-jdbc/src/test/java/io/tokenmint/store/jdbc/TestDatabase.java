package io.tokenmint.store.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import io.tokenmint.testing.databases.MariaDbServer;
import io.tokenmint.testing.databases.PostgresServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import javax.sql.DataSource;

/** A database of a test class's own, with the tables made, and two nodes that use it. */
final class TestDatabase implements AutoCloseable {
    private final String url;
    private final int connections;
    private final JdbcSettings settings = JdbcSettings.defaults();
    private final Runnable restart;
    private HikariDataSource pool;
    private JdbcTokenStore tokens;
    private JdbcTokenStore otherTokens;
    private JdbcClientStore clients;

    private TestDatabase(String url, int connections, Runnable restart) {
        this.url = url;
        this.connections = connections;
        this.restart = restart;
        open();
        JdbcSchema.create(pool, settings);
    }

    private void open() {
        pool = PostgresServer.pool(url, connections);
        tokens = new JdbcTokenStore(pool, settings);
        otherTokens = new JdbcTokenStore(pool, settings);
        clients = new JdbcClientStore(pool, settings);
    }

    /** Closes every connection, lets a server crash and recover, and opens new stores on new connections. */
    TestDatabase reopen() {
        pool.close();
        restart.run();
        open();
        return this;
    }

    static TestDatabase at(String url, int connections) {
        return new TestDatabase(url, connections, () -> {});
    }

    static TestDatabase postgres() {
        return postgres(PostgresServer.shared());
    }

    static TestDatabase postgres(PostgresServer server) {
        return new TestDatabase(server.newDatabase(), 16, () -> {
            server.kill();
            server.startAgain();
        });
    }

    /** In a file: with its last connection the database is closed. */
    static TestDatabase h2(Path folder) {
        return at("jdbc:h2:file:" + folder.resolve("tokens"), 16);
    }

    static TestDatabase mariaDb() {
        MariaDbServer server = MariaDbServer.shared();
        return new TestDatabase(server.newDatabase(), 16, () -> {
            server.kill();
            server.startAgain();
        });
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
