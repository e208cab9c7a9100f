package io.tokenmint.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import io.tokenmint.testing.databases.MariaDbServer;
import io.tokenmint.testing.databases.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A database and a pool of connections to it. The servers run on this machine with their own, durable, settings; measured JVMs
 * find the one that the suite has started.
 */
public final class Database implements AutoCloseable {
    /** How many connections the pool of every subject has. */
    static final int CONNECTIONS = 16;

    private static final String POSTGRESQL_DUPLICATE_DATABASE = "42P04";
    private static final int MARIADB_DUPLICATE_DATABASE = 1007;

    private static final String ADDRESS = "tokenmint.benchmarks.";

    /** Which database. */
    public enum Kind {
        /** In this JVM and in memory. */
        H2,
        /** A server of its own, durable. */
        POSTGRESQL,
        /** A server of its own, durable. */
        MARIADB;

        /** The argument by which another JVM finds the server of this one, which is started for it. */
        String argument() {
            return "-D" + ADDRESS + name() + "=" + address();
        }

        /** Outside of any pool, which would open all of its connections for one statement. */
        private void execute(String sql) {
            try (Connection connection = DriverManager.getConnection(address());
                    Statement statement = connection.createStatement()) {
                statement.execute(sql);
            } catch (SQLException e) {
                throw new IllegalStateException("failed: " + sql, e);
            }
        }

        private String address() {
            String given = System.getProperty(ADDRESS + name());
            if (given != null) {
                return given;
            }
            String own = this == POSTGRESQL
                    ? PostgresServer.shared().newDatabase()
                    : MariaDbServer.shared().newDatabase();
            System.setProperty(ADDRESS + name(), own);
            return own;
        }
    }

    private final Kind kind;
    private final HikariDataSource pool;
    private final @Nullable String temporary;

    private Database(Kind kind, String url, @Nullable String temporary) {
        this.kind = kind;
        this.pool = PostgresServer.pool(url, CONNECTIONS);
        this.temporary = temporary;
    }

    /** A new, empty database, gone with {@link #close}. */
    static Database open(Kind kind) {
        String name = "b" + UUID.randomUUID().toString().replace("-", "");
        if (kind == Kind.H2) {
            return new Database(kind, "jdbc:h2:mem:" + name, null);
        }
        kind.execute("CREATE DATABASE " + name);
        return new Database(kind, addressOf(kind, name), name);
    }

    /** A database of a server that stays, since what is in it takes minutes to make; the first to open it finds it empty. */
    static Database openLasting(Kind kind, String name) {
        try {
            kind.execute("CREATE DATABASE " + name);
        } catch (IllegalStateException e) {
            if (!(e.getCause() instanceof SQLException sql && isDuplicate(sql))) {
                throw e;
            }
        }
        return new Database(kind, addressOf(kind, name), null);
    }

    /** The same database by connections whose commits do not wait for the disk; empty where it has none such. */
    Optional<Database> withoutFlush() {
        return kind == Kind.POSTGRESQL
                ? Optional.of(new Database(kind, pool.getJdbcUrl() + "&options=-c%20synchronous_commit%3Doff", null))
                : Optional.empty();
    }

    private static boolean isDuplicate(SQLException e) {
        return POSTGRESQL_DUPLICATE_DATABASE.equals(e.getSQLState()) || e.getErrorCode() == MARIADB_DUPLICATE_DATABASE;
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
        if (temporary != null) {
            kind.execute("DROP DATABASE " + temporary + (kind == Kind.POSTGRESQL ? " WITH (FORCE)" : ""));
        }
    }

    private static String addressOf(Kind kind, String database) {
        return kind.address().replaceFirst("/\\w+\\?", "/" + database + "?");
    }
}
