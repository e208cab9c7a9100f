package io.tokenmint.store.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Deletes tokens below a key, and authorizations that nothing refers to any more, a bounded number at a time. */
final class ExpiredTokens {
    // the condition on the key is repeated because a ctid is unique within one partition only;
    // rows that another node is deleting are skipped, so that nodes share the work
    private static final String DELETE_POSTGRESQL = """
            DELETE FROM {p}token WHERE token_key < ? AND ctid = ANY (ARRAY(
                SELECT ctid FROM {p}token WHERE token_key < ? ORDER BY token_key LIMIT ? FOR UPDATE SKIP LOCKED))""";
    private static final String DELETE_MARIADB = """
            DELETE FROM {p}token WHERE token_key < ? ORDER BY token_key LIMIT ?""";
    private static final String DELETE_H2 = """
            DELETE FROM {p}token WHERE token_key < ? LIMIT ?""";
    private static final String EXPIRED_KEYS = """
            SELECT token_key FROM {p}token WHERE token_key < ? ORDER BY token_key""";
    private static final String DELETE_KEY = """
            DELETE FROM {p}token WHERE token_key = ?""";
    private static final String UNUSED_AUTHORIZATIONS = """
            SELECT id FROM {p}authorization WHERE keep_until < ?""";
    private static final String DELETE_UNUSED = """
            DELETE FROM {p}authorization WHERE id = ? AND keep_until < ?""";

    private final Connections connections;
    private final JdbcSettings settings;

    ExpiredTokens(Connections connections, JdbcSettings settings) {
        this.connections = connections;
        this.settings = settings;
    }

    int deleteTokens(Connection connection, byte[] below, int limit) throws SQLException {
        return switch (connections.dialect()) {
            case POSTGRESQL -> delete(connection, DELETE_POSTGRESQL, limit, below, below);
            case MARIADB -> {
                connections.dialect().avoidGapLocks(connection);
                yield delete(connection, DELETE_MARIADB, limit, below);
            }
            case H2 -> delete(connection, DELETE_H2, limit, below);
            case PORTABLE -> deleteKeys(connection, select(connection, EXPIRED_KEYS, below, limit));
        };
    }

    void deleteAuthorizations(Connection connection, long keptUntilBefore, int limit) throws SQLException {
        for (byte[] id : select(connection, UNUSED_AUTHORIZATIONS, keptUntilBefore, limit)) {
            try (PreparedStatement statement = connections.prepare(connection, settings.sql(DELETE_UNUSED))) {
                statement.setBytes(1, id);
                // again: the promise may have been extended since
                statement.setLong(2, keptUntilBefore);
                statement.executeUpdate();
            }
        }
    }

    private int delete(Connection connection, String sql, int limit, byte[]... keys) throws SQLException {
        try (PreparedStatement statement = connections.prepare(connection, settings.sql(sql))) {
            int parameter = 1;
            for (byte[] key : keys) {
                statement.setBytes(parameter++, key);
            }
            statement.setInt(parameter, limit);
            return statement.executeUpdate();
        }
    }

    private int deleteKeys(Connection connection, List<byte[]> keys) throws SQLException {
        int deleted = 0;
        try (PreparedStatement statement = connections.prepare(connection, settings.sql(DELETE_KEY))) {
            for (byte[] key : keys) {
                statement.setBytes(1, key);
                deleted += statement.executeUpdate();
            }
        }
        return deleted;
    }

    private List<byte[]> select(Connection connection, String sql, Object bound, int limit) throws SQLException {
        List<byte[]> found = new ArrayList<>();
        String limited = settings.sql(sql) + connections.dialect().limit(limit);
        try (PreparedStatement statement = connections.prepare(connection, limited)) {
            statement.setMaxRows(limit);
            statement.setObject(1, bound);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getBytes(1));
                }
            }
        }
        return found;
    }
}
