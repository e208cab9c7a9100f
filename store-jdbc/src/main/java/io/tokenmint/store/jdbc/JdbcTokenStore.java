package io.tokenmint.store.jdbc;

import io.tokenmint.spi.Authorization;
import io.tokenmint.spi.StoreException;
import io.tokenmint.spi.StoredToken;
import io.tokenmint.spi.TokenKey;
import io.tokenmint.spi.TokenStore;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Tokens in a relational database.
 *
 * <p><b>Give it a plain {@code DataSource}.</b> A token must not be taken back after it was handed out, so an insert never
 * joins a transaction of the host: the connections must be the store's own while it uses them, and in auto-commit mode. A
 * connection that is bound to a transaction (Spring's {@code TransactionAwareDataSourceProxy}, JTA) is refused with a
 * {@code StoreException}. With a plain data source the store may be called within a host's transaction; what it wrote
 * stays when that is rolled back.
 *
 * <p>Callers that insert at the same time share a transaction, without a thread and without a delay: who finds nobody writing
 * writes at once, who comes meanwhile is written by the next. Nobody is answered before their row is committed. A warm
 * insert, a warm find, a revocation and a recorded use take one statement each. What tokens of one client share is written
 * before the first of them and read with the first of them.
 *
 * <p>The tables are made by {@link JdbcSchema} or by the host's own tools; expired tokens are deleted by {@link JdbcCleanup}
 * or by calling {@link #deleteExpired}.
 *
 * <pre>{@code
 * JdbcTokenStore tokens = new JdbcTokenStore(dataSource);
 * CachingClientStore clients = new CachingClientStore(new JdbcClientStore(dataSource));
 * TokenService service = new TokenService(clients, tokens, settings);
 * }</pre>
 */
public final class JdbcTokenStore implements TokenStore {
    private static final String FIND = """
            SELECT authorization_id, own_authorization, issued_at, expires_at, last_used_at
            FROM {p}token WHERE token_key = ?""";
    private static final String REVOKE = """
            DELETE FROM {p}token WHERE token_key = ?""";

    private final Connections connections;
    private final Authorizations authorizations;
    private final ExpiredTokens expired;
    private final GroupCommit<TokenRow> inserts;
    private final GroupCommit<TokenUses.Use> uses;
    private final String find;
    private final String revoke;

    /**
     * A store with {@linkplain JdbcSettings#defaults() default settings}. Nothing is read or written yet.
     *
     * @param dataSource gives connections in auto-commit mode that belong to no transaction; better a pool
     */
    public JdbcTokenStore(DataSource dataSource) {
        this(dataSource, JdbcSettings.defaults());
    }

    /**
     * A store. Nothing is read or written yet.
     *
     * @param dataSource gives connections in auto-commit mode that belong to no transaction; better a pool
     * @param settings how to use the database
     */
    public JdbcTokenStore(DataSource dataSource, JdbcSettings settings) {
        this.connections = new Connections(dataSource, settings);
        this.authorizations = new Authorizations(connections, settings);
        this.expired = new ExpiredTokens(connections, settings);
        this.inserts = groupCommit(new TokenInserts(connections, settings), settings);
        this.uses = groupCommit(new TokenUses(connections, settings), settings);
        this.find = settings.sql(FIND);
        this.revoke = settings.sql(REVOKE);
    }

    @Override
    public void insert(StoredToken token) {
        inserts.write(authorizations.rowOf(token));
    }

    @Override
    public Optional<StoredToken> find(TokenKey key) {
        return connections.run("find a token", connection -> {
            try (PreparedStatement statement = connections.prepare(connection, find)) {
                statement.setBytes(1, key.toBytes());
                try (ResultSet row = statement.executeQuery()) {
                    return row.next() ? token(key, row, connection) : Optional.empty();
                }
            }
        });
    }

    @Override
    public boolean revoke(TokenKey key) {
        return connections.run("revoke a token", connection -> {
            try (PreparedStatement statement = connections.prepare(connection, revoke)) {
                statement.setBytes(1, key.toBytes());
                return statement.executeUpdate() == 1;
            }
        });
    }

    @Override
    public boolean recordUse(TokenKey key, Instant usedAt) {
        return uses.write(new TokenUses.Use(key, usedAt.toEpochMilli()));
    }

    /**
     * {@inheritDoc}
     *
     * <p>One transaction for each call. The call that finds fewer than {@code limit} also deletes authorizations that no token
     * can refer to any more. {@code before} is taken as it is: see {@link JdbcCleanup} for a margin and a look at the
     * database's clock.
     */
    @Override
    public int deleteExpired(Instant before, int limit) {
        byte[] below = TokenKey.firstSlotAfter(before).toBytes();
        return connections.run("delete expired tokens", connection -> {
            int deleted = expired.deleteTokens(connection, below, limit);
            if (deleted < limit) {
                authorizations.forgetPromisesBefore(before);
                expired.deleteAuthorizations(connection, before.toEpochMilli(), limit);
            }
            return deleted;
        });
    }

    /** The database's time; empty when its dialect has no common way to ask. */
    Optional<Instant> databaseTime() {
        return connections.run("tell the time", connection -> {
            Optional<String> query = connections.dialect().readClock();
            if (query.isEmpty()) {
                return Optional.empty();
            }
            try (PreparedStatement statement = connections.prepare(connection, query.get());
                    ResultSet row = statement.executeQuery()) {
                row.next();
                return Optional.of(Instant.ofEpochMilli(row.getLong(1)));
            }
        });
    }

    private <R> GroupCommit<R> groupCommit(RowWriter<R> writer, JdbcSettings settings) {
        return new GroupCommit<>(
                new BatchCommit<>(connections, writer), settings.maxBatchRows(), settings.concurrentBatches());
    }

    private Optional<StoredToken> token(TokenKey key, ResultSet row, Connection connection) throws SQLException {
        byte[] reference = row.getBytes(1);
        String own = row.getString(2);
        long issuedAt = row.getLong(3);
        long expiresAt = row.getLong(4);
        long lastUsedAt = row.getLong(5);
        try {
            Optional<Authorization> authorization = own == null
                    ? authorizations.find(connection, AuthorizationId.fromBytes(reference))
                    : Optional.of(AuthorizationText.parse(own));
            return authorization.map(permits -> new StoredToken(key, permits, issuedAt, expiresAt, lastUsedAt));
        } catch (RuntimeException e) {
            throw new StoreException("a token's row does not make sense: was it written by a newer version?", e);
        }
    }
}
