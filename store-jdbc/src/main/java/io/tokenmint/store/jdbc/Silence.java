package io.tokenmint.store.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** How long a database may keep silent on a connection before the driver gives it up. */
final class Silence {
    private final int millis;
    private volatile boolean supported;

    Silence(Duration allowed) {
        this.millis = Math.toIntExact(allowed.toMillis());
        this.supported = millis > 0;
    }

    /** Limits the silence, unless it is limited more strictly already; returns the limit to restore. */
    int limit(Connection connection) throws SQLException {
        if (!supported) {
            return 0;
        }
        int before = connection.getNetworkTimeout();
        if (before == 0 || before > millis) {
            set(connection, millis);
        }
        return before;
    }

    /** Does not ask for a limit again: a database within this process has none, nor has a driver of before JDBC 4.1. */
    void isUnsupported() {
        supported = false;
    }

    /** Gives the connection back its own limit: it belongs to the host's pool. */
    void restore(Connection connection, int before) throws SQLException {
        if (supported && (before == 0 || before > millis)) {
            set(connection, before);
        }
    }

    private static void set(Connection connection, int millis) throws SQLException {
        connection.setNetworkTimeout(Runnable::run, millis);
    }
}
