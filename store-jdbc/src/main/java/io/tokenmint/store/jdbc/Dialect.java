package io.tokenmint.store.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** The SQL that a database understands. */
public enum Dialect {
    /** PostgreSQL and what speaks its SQL, arrays and {@code ctid} included. */
    POSTGRESQL("postgresql", Optional.of("SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)")),

    /** MariaDB and MySQL. */
    MARIADB("mariadb", Optional.of("SELECT CAST(UNIX_TIMESTAMP(NOW(3)) * 1000 AS SIGNED)")),

    /** H2. */
    H2("h2", Optional.of("SELECT CAST(EXTRACT(EPOCH FROM CURRENT_TIMESTAMP) * 1000 AS BIGINT)")),

    /** Any other database: standard SQL alone. Its clock is not compared with the host's before a clean-up. */
    PORTABLE("portable", Optional.empty());

    private final String folder;
    private final Optional<String> readClock;

    Dialect(String folder, Optional<String> readClock) {
        this.folder = folder;
        this.readClock = readClock;
    }

    static Dialect of(Connection connection) throws SQLException {
        return switch (connection.getMetaData().getDatabaseProductName()) {
            case "PostgreSQL" -> POSTGRESQL;
            case "MariaDB", "MySQL" -> MARIADB;
            case "H2" -> H2;
            default -> PORTABLE;
        };
    }

    /** Where the jar has the SQL files for this database. */
    String folder() {
        return folder;
    }

    /** A query for the database's time in milliseconds since 1970. */
    Optional<String> readClock() {
        return readClock;
    }

    /** Whether a batch of tokens is written by one statement, which is a transaction by itself. */
    boolean insertsManyAtOnce() {
        return this == POSTGRESQL || this == MARIADB;
    }

    /**
     * Begins a transaction that locks the rows it changes and nothing between them. With InnoDB's default isolation a row that
     * is not there, or the first that is not to be deleted, would lock the gap around it against inserts.
     */
    void avoidGapLocks(Connection connection) throws SQLException {
        if (this == MARIADB) {
            try (Statement statement = connection.createStatement()) {
                // of the next transaction alone
                statement.execute("SET TRANSACTION ISOLATION LEVEL READ COMMITTED");
            }
        }
    }

    /** Whether client ids are kept as bytes, because text would be compared without regard to case or trailing spaces. */
    boolean keepsIdsAsBytes() {
        return this == MARIADB || this == PORTABLE;
    }

    /** What ends a query so that it returns a number of rows at most; the number is in the statement's maximum anyhow. */
    String limit(int rows) {
        return this == PORTABLE ? "" : " LIMIT " + rows;
    }
}
