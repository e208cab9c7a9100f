package io.tokenmint.store.jdbc;

import io.tokenmint.spi.TokenKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Records the last use of tokens; says of each whether there is such a token. */
final class TokenUses implements RowWriter<TokenUses.Use> {
    /** A token was used at a time, in milliseconds since 1970. */
    record Use(TokenKey key, long usedAt) {}

    private static final String RECORD = """
            UPDATE {p}token SET last_used_at = ? WHERE token_key = ? AND last_used_at < ?""";
    private static final String EXISTS = """
            SELECT 1 FROM {p}token WHERE token_key = ?""";

    private final Connections connections;
    private final String record;
    private final String exists;

    TokenUses(Connections connections, JdbcSettings settings) {
        this.connections = connections;
        this.record = settings.sql(RECORD);
        this.exists = settings.sql(EXISTS);
    }

    @Override
    public String purpose() {
        return "record the use of a token";
    }

    @Override
    public boolean writesAllAtOnce() {
        return false;
    }

    @Override
    public int compare(Use a, Use b) {
        return a.key().compareTo(b.key());
    }

    @Override
    public boolean[] write(Connection connection, List<Use> uses) throws SQLException {
        int[] updated = update(connection, uses);
        boolean[] found = new boolean[uses.size()];
        for (int i = 0; i < found.length; i++) {
            // nothing updated, or the driver does not say: a later use may have been recorded
            found[i] = updated[i] > 0 || exists(connection, uses.get(i).key());
        }
        return found;
    }

    private int[] update(Connection connection, List<Use> uses) throws SQLException {
        try (PreparedStatement statement = connections.prepare(connection, record)) {
            for (Use use : uses) {
                statement.setLong(1, use.usedAt());
                statement.setBytes(2, use.key().toBytes());
                statement.setLong(3, use.usedAt());
                if (uses.size() == 1) {
                    return new int[] {statement.executeUpdate()};
                }
                statement.addBatch();
            }
            return statement.executeBatch();
        }
    }

    private boolean exists(Connection connection, TokenKey key) throws SQLException {
        try (PreparedStatement statement = connections.prepare(connection, exists)) {
            statement.setBytes(1, key.toBytes());
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        }
    }
}
