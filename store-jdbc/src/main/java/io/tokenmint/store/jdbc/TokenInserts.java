package io.tokenmint.store.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Inserts tokens, many in one statement where the database can. */
final class TokenInserts implements RowWriter<TokenRow> {
    private static final String INSERT = """
            INSERT INTO {p}token (token_key, authorization_id, issued_at, expires_at, last_used_at)
            VALUES (?, ?, ?, ?, ?)""";
    private static final String ONE_MORE = ", (?, ?, ?, ?, ?)";
    private static final String INSERT_WITH_OWN = """
            INSERT INTO {p}token (token_key, authorization_id, issued_at, expires_at, last_used_at, own_authorization)
            VALUES (?, ?, ?, ?, ?, ?)""";
    private static final String ONE_MORE_WITH_OWN = ", (?, ?, ?, ?, ?, ?)";
    private static final String INSERT_ARRAYS = """
            INSERT INTO {p}token (token_key, authorization_id, issued_at, expires_at, last_used_at)
            SELECT * FROM unnest(?, ?, ?, ?, ?)""";
    private static final String INSERT_ARRAYS_WITH_OWN = """
            INSERT INTO {p}token (token_key, authorization_id, issued_at, expires_at, last_used_at, own_authorization)
            SELECT * FROM unnest(?, ?, ?, ?, ?, ?)""";

    private final Connections connections;
    private final String insert;
    private final String insertWithOwn;
    private final String insertArrays;
    private final String insertArraysWithOwn;

    TokenInserts(Connections connections, JdbcSettings settings) {
        this.connections = connections;
        this.insert = settings.sql(INSERT);
        this.insertWithOwn = settings.sql(INSERT_WITH_OWN);
        this.insertArrays = settings.sql(INSERT_ARRAYS);
        this.insertArraysWithOwn = settings.sql(INSERT_ARRAYS_WITH_OWN);
    }

    @Override
    public String purpose() {
        return "store a token";
    }

    @Override
    public boolean writesAllAtOnce() {
        return connections.dialect().insertsManyAtOnce();
    }

    @Override
    public int compare(TokenRow a, TokenRow b) {
        return a.token().key().compareTo(b.token().key());
    }

    @Override
    public boolean[] write(Connection connection, List<TokenRow> rows) throws SQLException {
        // A null column more costs up to a hundredth of a lone insert, and nearly no row has a text of its own.
        boolean anyOwn = anyOwn(rows);
        if (rows.size() > 1 && connections.dialect() == Dialect.POSTGRESQL) {
            insertArrays(connection, rows, anyOwn);
        } else if (rows.size() > 1 && connections.dialect() == Dialect.MARIADB) {
            insertOneStatement(connection, rows, anyOwn);
        } else {
            insertEach(connection, rows, anyOwn);
        }
        boolean[] written = new boolean[rows.size()];
        Arrays.fill(written, true);
        return written;
    }

    private static boolean anyOwn(List<TokenRow> rows) {
        for (TokenRow row : rows) {
            if (row.ownAuthorization() != null) {
                return true;
            }
        }
        return false;
    }

    private void insertArrays(Connection connection, List<TokenRow> rows, boolean anyOwn) throws SQLException {
        String sql = anyOwn ? insertArraysWithOwn : insertArrays;
        try (PreparedStatement statement = connections.prepare(connection, sql)) {
            statement.setArray(1, connection.createArrayOf("bytea", column(rows, TokenRow::key, byte[][]::new)));
            statement.setArray(
                    2, connection.createArrayOf("bytea", column(rows, TokenRow::referenceBytes, byte[][]::new)));
            statement.setArray(3, connection.createArrayOf("int8", column(rows, TokenRow::issuedAt, Long[]::new)));
            statement.setArray(4, connection.createArrayOf("int8", column(rows, TokenRow::expiresAt, Long[]::new)));
            statement.setArray(5, connection.createArrayOf("int8", column(rows, TokenRow::lastUsedAt, Long[]::new)));
            if (anyOwn) {
                String[] own = column(rows, TokenRow::ownAuthorization, String[]::new);
                statement.setArray(6, connection.createArrayOf("text", own));
            }
            statement.executeUpdate();
        }
    }

    private static <T> T[] column(List<TokenRow> rows, Function<TokenRow, T> component, IntFunction<T[]> array) {
        return rows.stream().map(component).toArray(array);
    }

    private void insertOneStatement(Connection connection, List<TokenRow> rows, boolean anyOwn) throws SQLException {
        String more = (anyOwn ? ONE_MORE_WITH_OWN : ONE_MORE).repeat(rows.size() - 1);
        try (PreparedStatement statement = connections.prepare(connection, insertFirst(anyOwn) + more)) {
            int parameter = 1;
            for (TokenRow row : rows) {
                parameter = bind(statement, parameter, row, anyOwn);
            }
            statement.executeUpdate();
        }
    }

    private void insertEach(Connection connection, List<TokenRow> rows, boolean anyOwn) throws SQLException {
        try (PreparedStatement statement = connections.prepare(connection, insertFirst(anyOwn))) {
            if (rows.size() == 1) {
                bind(statement, 1, rows.get(0), anyOwn);
                statement.executeUpdate();
                return;
            }
            for (TokenRow row : rows) {
                bind(statement, 1, row, anyOwn);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private String insertFirst(boolean anyOwn) {
        return anyOwn ? insertWithOwn : insert;
    }

    private static int bind(PreparedStatement statement, int first, TokenRow row, boolean anyOwn) throws SQLException {
        int parameter = first;
        statement.setBytes(parameter++, row.key());
        statement.setBytes(parameter++, row.referenceBytes());
        statement.setLong(parameter++, row.issuedAt());
        statement.setLong(parameter++, row.expiresAt());
        statement.setLong(parameter++, row.lastUsedAt());
        if (anyOwn) {
            statement.setString(parameter++, row.ownAuthorization());
        }
        return parameter;
    }
}
