package io.tokenmint.store.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes authorizations that are not there yet, and moves the time until which they are kept. */
final class AuthorizationWrites implements RowWriter<AuthorizationWrites.Row> {
    /** An authorization that tokens may refer to if none of them lives beyond {@code keepUntil}. */
    record Row(AuthorizationId id, String content, long keepUntil) {}

    private static final String INSERT = """
            INSERT INTO {p}authorization (id, content, keep_until) VALUES (?, ?, ?)""";
    private static final String OR_KEEP_LONGER_POSTGRESQL = """
             ON CONFLICT (id) DO UPDATE SET keep_until = GREATEST({p}authorization.keep_until, EXCLUDED.keep_until)""";
    private static final String OR_KEEP_LONGER_MARIADB = """
             ON DUPLICATE KEY UPDATE keep_until = GREATEST(keep_until, VALUES(keep_until))""";
    private static final String KEEP_LONGER = """
            UPDATE {p}authorization SET keep_until = CASE WHEN keep_until < ? THEN ? ELSE keep_until END WHERE id = ?""";

    private static final Comparator<Row> ORDER = Comparator.comparing(Row::id).thenComparingLong(Row::keepUntil);

    private final Connections connections;
    private final JdbcSettings settings;

    AuthorizationWrites(Connections connections, JdbcSettings settings) {
        this.connections = connections;
        this.settings = settings;
    }

    @Override
    public String purpose() {
        return "store an authorization";
    }

    @Override
    public boolean writesAllAtOnce() {
        return false;
    }

    @Override
    public int compare(Row a, Row b) {
        return ORDER.compare(a, b);
    }

    @Override
    public boolean[] write(Connection connection, List<Row> rows) throws SQLException {
        for (int i = 0; i < rows.size(); i++) {
            // of equal ids the last keeps longest
            if (i + 1 == rows.size() || !rows.get(i).id().equals(rows.get(i + 1).id())) {
                writeOne(connection, rows.get(i));
            }
        }
        boolean[] written = new boolean[rows.size()];
        Arrays.fill(written, true);
        return written;
    }

    private void writeOne(Connection connection, Row row) throws SQLException {
        @Nullable String orKeepLonger = orKeepLonger();
        if (orKeepLonger != null) {
            insert(connection, INSERT + orKeepLonger, row);
        } else if (!keepLonger(connection, row)) {
            insertUnlessSomebodyDoes(connection, row);
        }
    }

    private @Nullable String orKeepLonger() {
        return switch (connections.dialect()) {
            case POSTGRESQL -> OR_KEEP_LONGER_POSTGRESQL;
            case MARIADB -> OR_KEEP_LONGER_MARIADB;
            case H2, PORTABLE -> null;
        };
    }

    private void insertUnlessSomebodyDoes(Connection connection, Row row) throws SQLException {
        try {
            insert(connection, INSERT, row);
        } catch (SQLException e) {
            // within a transaction the whole batch is spoilt, and comes back row by row
            if (!connection.getAutoCommit() || !Faults.isConstraint(e) || !keepLonger(connection, row)) {
                throw e;
            }
        }
    }

    private void insert(Connection connection, String sql, Row row) throws SQLException {
        try (PreparedStatement statement = connections.prepare(connection, settings.sql(sql))) {
            statement.setBytes(1, row.id().toBytes());
            statement.setString(2, row.content());
            statement.setLong(3, row.keepUntil());
            statement.executeUpdate();
        }
    }

    private boolean keepLonger(Connection connection, Row row) throws SQLException {
        try (PreparedStatement statement = connections.prepare(connection, settings.sql(KEEP_LONGER))) {
            statement.setLong(1, row.keepUntil());
            statement.setLong(2, row.keepUntil());
            statement.setBytes(3, row.id().toBytes());
            return statement.executeUpdate() == 1;
        }
    }
}
