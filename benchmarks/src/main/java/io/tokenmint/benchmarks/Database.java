package io.tokenmint.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import io.tokenmint.testing.databases.MariaDbServer;
import io.tokenmint.testing.databases.PostgresServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/** An empty database and a pool of connections to it. The servers run on this machine with their own, durable, settings. */
public final class Database implements AutoCloseable {
    /** How many connections the pool of every subject has. */
    static final int CONNECTIONS = 16;

    /** Which database. */
    public enum Kind {
        /** In this JVM and in memory. */
        H2,
        /** A server of its own, durable. */
        POSTGRESQL,
        /** A server of its own, durable. */
        MARIADB
    }

    private final Kind kind;
    private final HikariDataSource pool;

    private Database(Kind kind, String url) {
        this.kind = kind;
        this.pool = PostgresServer.pool(url, CONNECTIONS);
    }

    static Database open(Kind kind) {
        return new Database(
                kind,
                switch (kind) {
                    case H2 -> "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
                    case POSTGRESQL -> PostgresServer.shared().newDatabase();
                    case MARIADB -> MariaDbServer.shared().newDatabase();
                });
    }

    Kind kind() {
        return kind;
    }

    HikariDataSource pool() {
        return pool;
    }

    void execute(String sql) {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("failed: " + sql, e);
        }
    }

    String read(String sql) {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException("failed: " + sql, e);
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
