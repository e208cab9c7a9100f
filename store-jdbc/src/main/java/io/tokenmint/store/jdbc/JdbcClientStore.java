package io.tokenmint.store.jdbc;

import io.tokenmint.spi.Client;
import io.tokenmint.spi.ClientRegistry;
import io.tokenmint.spi.StoreException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Clients in a relational database, one row for each, secrets included; every method is one statement.
 *
 * <p>Give it a plain {@code DataSource}, as {@link JdbcTokenStore} wants it: what the methods answer is committed. For token
 * requests put a cache with a bounded age in front of it.
 */
public final class JdbcClientStore implements ClientRegistry {
    private static final String COLUMN_NAMES = String.join(", ", ClientRow.COLUMNS);
    private static final String FIND = """
            SELECT id, version, {columns} FROM {p}client WHERE id = ?""";
    private static final String LIST = """
            SELECT id, version, {columns} FROM {p}client WHERE id > ? ORDER BY id""";
    private static final String INSERT = """
            INSERT INTO {p}client ({columns}, id, version) VALUES ({parameters}, ?, ?)""";
    private static final String UPDATE = """
            UPDATE {p}client SET {assignments}, version = version + 1 WHERE id = ? AND version = ?""";
    private static final String DELETE = """
            DELETE FROM {p}client WHERE id = ?""";

    private final Connections connections;
    private final JdbcSettings settings;

    /**
     * A store with {@linkplain JdbcSettings#defaults() default settings}. Nothing is read or written yet.
     *
     * @param dataSource gives connections in auto-commit mode that belong to no transaction
     */
    public JdbcClientStore(DataSource dataSource) {
        this(dataSource, JdbcSettings.defaults());
    }

    /**
     * A store. Nothing is read or written yet.
     *
     * @param dataSource gives connections in auto-commit mode that belong to no transaction
     * @param settings how to use the database
     */
    public JdbcClientStore(DataSource dataSource, JdbcSettings settings) {
        this.connections = new Connections(dataSource, settings);
        this.settings = settings;
    }

    @Override
    public Optional<Client> find(String clientId) {
        if (!mayBeAnId(clientId)) {
            return Optional.empty();
        }
        return connections.run("find a client", connection -> {
            try (PreparedStatement statement = prepare(connection, FIND)) {
                bindId(statement, 1, clientId);
                return read(statement).stream().findFirst();
            }
        });
    }

    @Override
    public boolean insert(Client client) {
        return connections.run("register a client", connection -> {
            try (PreparedStatement statement = prepare(connection, INSERT)) {
                bindAll(statement, client);
                return statement.executeUpdate() == 1;
            } catch (SQLException e) {
                if (Faults.isConstraint(e)) {
                    return false;
                }
                throw e;
            }
        });
    }

    @Override
    public boolean update(Client client) {
        return connections.run("update a client", connection -> {
            try (PreparedStatement statement = prepare(connection, UPDATE)) {
                bindAll(statement, client);
                return statement.executeUpdate() == 1;
            }
        });
    }

    @Override
    public boolean delete(String clientId) {
        if (!mayBeAnId(clientId)) {
            return false;
        }
        return connections.run("delete a client", connection -> {
            try (PreparedStatement statement = prepare(connection, DELETE)) {
                bindId(statement, 1, clientId);
                return statement.executeUpdate() == 1;
            }
        });
    }

    @Override
    public List<Client> list(String after, int limit) {
        return connections.run("list clients", connection -> {
            String limited = LIST + connections.dialect().limit(limit);
            try (PreparedStatement statement = prepare(connection, limited)) {
                statement.setMaxRows(limit);
                bindId(statement, 1, after);
                return read(statement);
            }
        });
    }

    /** Whether a text from a request can be the id of a client; if not, no database has to be able to read it. */
    private static boolean mayBeAnId(String text) {
        return !text.isEmpty()
                && text.length() <= Client.MAX_ID_LENGTH
                && text.chars().allMatch(c -> c >= 0x20 && c <= 0x7E);
    }

    private PreparedStatement prepare(Connection connection, String text) throws SQLException {
        String sql = text.replace("{columns}", COLUMN_NAMES)
                .replace("{parameters}", String.join(", ", Collections.nCopies(ClientRow.COLUMNS.size(), "?")))
                .replace("{assignments}", String.join(" = ?, ", ClientRow.COLUMNS) + " = ?");
        return connections.prepare(connection, settings.sql(sql));
    }

    private void bindAll(PreparedStatement statement, Client client) throws SQLException {
        ClientRow.bind(statement, client);
        int columns = ClientRow.COLUMNS.size();
        bindId(statement, columns + 1, client.id());
        statement.setLong(columns + 2, client.version());
    }

    private void bindId(PreparedStatement statement, int parameter, String id) throws SQLException {
        if (connections.dialect().keepsIdsAsBytes()) {
            statement.setBytes(parameter, id.getBytes(StandardCharsets.UTF_8));
        } else {
            statement.setString(parameter, id);
        }
    }

    private List<Client> read(PreparedStatement statement) throws SQLException {
        List<Client> clients = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                clients.add(ClientRow.read(row, id(row)));
            }
            return clients;
        } catch (RuntimeException e) {
            throw new StoreException("a client's row does not make sense: was it written by a newer version?", e);
        }
    }

    private String id(ResultSet row) throws SQLException {
        return connections.dialect().keepsIdsAsBytes()
                ? new String(row.getBytes("id"), StandardCharsets.UTF_8)
                : row.getString("id");
    }
}
