package io.tokenmint.store.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection that is the store's until it is closed. */
final class Lease implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Lease.class);

    private final Connection connection;
    private final Silence silence;
    private final int silenceBefore;

    Lease(Connection connection, Silence silence) throws SQLException {
        this.connection = connection;
        this.silence = silence;
        this.silenceBefore = limit();
    }

    Connection connection() {
        return connection;
    }

    /** Does something on the connection, which is not used again when its server turns out to be a replica by now. */
    <T> T on(Connections.Work<T> work) throws SQLException {
        try {
            return work.on(connection);
        } catch (SQLException e) {
            if (Faults.isReadOnly(e)) {
                discard();
            }
            throw e;
        }
    }

    /** Ends the connection, so that the pool opens another one, to whatever is the primary by then. */
    private void discard() {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException | AbstractMethodError e) {
            LOG.debug("a connection could not be ended", e);
        }
    }

    private int limit() throws SQLException {
        try {
            return silence.limit(connection);
        } catch (SQLException | RuntimeException | Error e) {
            try {
                connection.close();
            } catch (SQLException suppressed) {
                e.addSuppressed(suppressed);
            }
            throw e;
        }
    }

    /** What was done on the connection is committed or reported by now: nothing that fails here changes it. */
    @Override
    public void close() {
        try (connection) {
            silence.restore(connection, silenceBefore);
        } catch (SQLException e) {
            LOG.debug("a connection was not given back in order", e);
        }
    }
}
