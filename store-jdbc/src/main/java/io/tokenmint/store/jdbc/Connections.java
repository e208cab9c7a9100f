package io.tokenmint.store.jdbc;

import io.tokenmint.spi.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Connections that belong to nobody else, and what happens when there is none. */
final class Connections {
    /** What is done with a connection. */
    @FunctionalInterface
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** How often a transaction is tried that the database gives up for another one. */
    static final int ATTEMPTS = 3;

    private static final int MAX_INTERRUPTS = 16;
    private static final String NOT_PLAIN =
            "the connection belongs to a transaction of the host, which could take a token back after it was handed out: give"
                    + " the store a plain DataSource whose connections are in auto-commit mode";

    private final DataSource dataSource;
    private final JdbcSettings settings;
    private final Silence silence;
    private volatile @Nullable Dialect detected;

    Connections(DataSource dataSource, JdbcSettings settings) {
        this.dataSource = dataSource;
        this.settings = settings;
        this.silence = new Silence(settings.answerTimeout());
        this.detected = settings.dialect().orElse(null);
    }

    /** Does one thing on a connection; {@code what} completes the sentence "the database could not …". */
    <T> T run(String what, Work<T> work) {
        for (int attempt = 1; ; attempt++) {
            try (Lease lease = open()) {
                return lease.on(work);
            } catch (SQLException e) {
                if (attempt == ATTEMPTS || !Faults.isRolledBack(e)) {
                    throw Faults.of(what, e);
                }
            }
        }
    }

    Lease open() throws SQLException {
        Lease lease = lease();
        try {
            requirePlain(lease.connection());
            if (detected == null) {
                detected = Dialect.of(lease.connection());
            }
            return lease;
        } catch (SQLException | RuntimeException | Error e) {
            closeAfter(e, lease);
            throw e;
        }
    }

    private Lease lease() throws SQLException {
        try {
            return new Lease(connect(), silence);
        } catch (SQLFeatureNotSupportedException | AbstractMethodError e) {
            silence.isUnsupported();
            // another one: a pool may take a connection for broken on which something is not supported
            return new Lease(connect(), silence);
        }
    }

    private Connection connect() throws SQLException {
        try {
            return dataSource.getConnection();
        } catch (RuntimeException e) {
            throw new StoreException("the DataSource gave no connection; see the cause", e);
        }
    }

    /**
     * As {@link #open()}, for a caller that acts for others: nothing was sent yet, so an interrupt is kept for later and the
     * connection is asked for again.
     */
    Lease openDespiteInterrupts() throws SQLException {
        boolean interrupted = false;
        try {
            for (int attempt = 1; ; attempt++) {
                try {
                    return open();
                } catch (SQLException e) {
                    if (!Thread.interrupted() || attempt == MAX_INTERRUPTS) {
                        throw e;
                    }
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    PreparedStatement prepare(Connection connection, String sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        try {
            if (!settings.statementTimeout().isZero()) {
                statement.setQueryTimeout((int) settings.statementTimeout().toSeconds());
            }
            return statement;
        } catch (SQLException | RuntimeException | Error e) {
            closeAfter(e, statement);
            throw e;
        }
    }

    /** The dialect, known once a connection was opened. */
    Dialect dialect() {
        Dialect dialect = detected;
        if (dialect == null) {
            throw new IllegalStateException("no connection was opened yet");
        }
        return dialect;
    }

    private static void requirePlain(Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            throw new StoreException(NOT_PLAIN);
        }
        try {
            // changes nothing; within a distributed transaction it is refused, which is how some drivers tell
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            if (Faults.isLostConnection(e)) {
                throw e;
            }
            throw new StoreException(NOT_PLAIN, e);
        }
    }

    private static void closeAfter(Throwable fault, AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            fault.addSuppressed(e);
        }
    }
}
