package io.tokenmint.benchmarks;

import io.tokenmint.spi.StoredToken;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;

/** Rows in the store's own table, written without the store. */
final class RawInserts {
    /** How many rows a batch has. */
    static final int BATCH = 128;

    private static final String COLUMNS =
            "INSERT INTO tokenmint_token (token_key, authorization_id, issued_at, expires_at, last_used_at) ";
    private static final String ROW = COLUMNS + "VALUES (?, ?, ?, ?, ?)";
    private static final String ARRAYS = COLUMNS + "SELECT * FROM unnest(?, ?, ?, ?, ?)";
    private static final byte[] AUTHORIZATION_ID = new byte[16];

    private final Database database;

    RawInserts(Database database) {
        this.database = database;
    }

    void single(StoredToken token) throws SQLException {
        try (Connection connection = database.pool().getConnection();
                PreparedStatement statement = connection.prepareStatement(ROW)) {
            bind(statement, token);
            statement.executeUpdate();
        }
    }

    void batch(List<StoredToken> tokens) throws SQLException {
        List<StoredToken> sorted =
                tokens.stream().sorted((a, b) -> a.key().compareTo(b.key())).toList();
        try (Connection connection = database.pool().getConnection()) {
            if (database.kind() == Database.Kind.POSTGRESQL) {
                arrays(connection, sorted);
            } else {
                rows(connection, sorted);
            }
        }
    }

    private static void arrays(Connection connection, List<StoredToken> tokens) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ARRAYS)) {
            Long[] issued = column(tokens, token -> token.issuedAt().toEpochMilli());
            statement.setArray(
                    1,
                    connection.createArrayOf(
                            "bytea",
                            tokens.stream().map(token -> token.key().toBytes()).toArray(byte[][]::new)));
            statement.setArray(
                    2,
                    connection.createArrayOf(
                            "bytea",
                            tokens.stream().map(token -> AUTHORIZATION_ID).toArray(byte[][]::new)));
            statement.setArray(3, connection.createArrayOf("int8", issued));
            statement.setArray(
                    4,
                    connection.createArrayOf(
                            "int8", column(tokens, token -> token.expiresAt().toEpochMilli())));
            statement.setArray(5, connection.createArrayOf("int8", issued));
            statement.executeUpdate();
        }
    }

    /** Of their own type, for the driver writes an array of objects out as text. */
    private static Long[] column(List<StoredToken> tokens, Function<StoredToken, Long> value) {
        return tokens.stream().map(value).toArray(Long[]::new);
    }

    private static void rows(Connection connection, List<StoredToken> tokens) throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement statement = connection.prepareStatement(ROW)) {
            for (StoredToken token : tokens) {
                bind(statement, token);
                statement.addBatch();
            }
            statement.executeBatch();
            connection.commit();
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private static void bind(PreparedStatement statement, StoredToken token) throws SQLException {
        statement.setBytes(1, token.key().toBytes());
        statement.setBytes(2, AUTHORIZATION_ID);
        statement.setLong(3, token.issuedAt().toEpochMilli());
        statement.setLong(4, token.expiresAt().toEpochMilli());
        statement.setLong(5, token.issuedAt().toEpochMilli());
    }
}
