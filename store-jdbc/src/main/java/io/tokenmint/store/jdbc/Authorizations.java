package io.tokenmint.store.jdbc;

import io.tokenmint.spi.Authorization;
import io.tokenmint.spi.StoreException;
import io.tokenmint.spi.StoredToken;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What many tokens share, written once and remembered here.
 *
 * <p>An authorization's row promises to stay until a time, {@code keep_until}. A token refers to it only if its slot ends by
 * then; for one that lives longer the promise is extended first, in the database and then here. The promise only ever
 * grows, and clean-up deletes a row only when its promise has passed, in one statement that sees every extension. So no node
 * can refer to a row that another deletes, whatever it remembers.
 *
 * <p>A promise is trusted for a minute and then read again, because a database may lose it otherwise: by a failover to a replica
 * that lagged, a restored backup, a hand. What is read is compared with what it should be, so that two authorizations never
 * share a row, should their ids ever be the same: the one that came second travels in its tokens' rows.
 */
final class Authorizations {
    /** Promises are made this much longer than needed, so that they are seldom extended. */
    private static final long AHEAD_MILLIS = Duration.ofDays(1).toMillis();

    private static final long TRUSTED_MILLIS = Duration.ofMinutes(1).toMillis();

    private static final long SLOT_MILLIS = Duration.ofMinutes(1).toMillis();

    private static final String READ = """
            SELECT content FROM {p}authorization WHERE id = ?""";

    private static final String READ_PROMISE = """
            SELECT content, keep_until FROM {p}authorization WHERE id = ?""";

    /** What the database held when the token was issued that made this node look. */
    private record Promise(AuthorizationId id, long keepUntil, long readAt) {
        private boolean isGood(long needed, long now) {
            return keepUntil >= needed && Math.abs(now - readAt) <= TRUSTED_MILLIS;
        }
    }

    /** A row as it was read. */
    private record Kept(String content, long keepUntil) {}

    /** An authorization by its text: two scopes are equal whatever their order, but each is kept in its own. */
    private record Value(
            String clientId, long generation, String scope, List<String> audience, Duration lifetime, String details) {
        private static Value of(Authorization authorization) {
            return new Value(
                    authorization.clientId(),
                    authorization.generation(),
                    authorization.scope().toString(),
                    authorization.audience(),
                    authorization.lifetime(),
                    authorization.details());
        }

        private Holder holder() {
            return new Holder(clientId, generation);
        }

        /** Written out, as is {@link #equals}: what a record brings costs a lone insert two hundredths. */
        @Override
        public int hashCode() {
            return (clientId.hashCode() * 31 + scope.hashCode()) * 31 + Long.hashCode(generation) + details.hashCode();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Value that
                    && clientId.equals(that.clientId)
                    && generation == that.generation
                    && scope.equals(that.scope)
                    && audience.equals(that.audience)
                    && lifetime.equals(that.lifetime)
                    && details.equals(that.details);
        }
    }

    /** Whose authorizations are counted together: a client's after a change of generation are new ones. */
    private record Holder(String clientId, long generation) {}

    private final Connections connections;
    private final GroupCommit<AuthorizationWrites.Row> writes;
    private final String read;
    private final String readPromise;
    private final int perClient;
    private final BoundedCache<Value, Promise> promises;
    private final BoundedCache<AuthorizationId, Authorization> known;
    private final Map<Holder, Integer> counts = new ConcurrentHashMap<>();

    Authorizations(Connections connections, JdbcSettings settings) {
        this.connections = connections;
        this.writes = new GroupCommit<>(
                new BatchCommit<>(connections, new AuthorizationWrites(connections, settings)),
                settings.maxBatchRows(),
                settings.concurrentBatches());
        this.read = settings.sql(READ);
        this.readPromise = settings.sql(READ_PROMISE);
        this.perClient = settings.authorizationsPerClient();
        this.promises = new BoundedCache<>(settings.cachedAuthorizations(), (value, promise) -> count(value, -1));
        this.known = new BoundedCache<>(settings.cachedAuthorizations(), (id, authorization) -> {});
    }

    /** The row of a token, with a reference that is good for as long as the token lives. */
    TokenRow rowOf(StoredToken token) {
        Authorization authorization = token.authorization();
        long needed = endOfSlot(token.expiresMillis());
        Value value = Value.of(authorization);
        Promise promise = promises.get(value);
        if (promise != null && promise.isGood(needed, token.issuedMillis())) {
            return new TokenRow(token, promise.id(), null);
        }
        String content = AuthorizationText.of(authorization);
        if (promise == null && counts.getOrDefault(value.holder(), 0) >= perClient) {
            return new TokenRow(token, null, content);
        }
        return promise(value, content, needed, token.issuedMillis())
                .map(fresh -> new TokenRow(token, fresh.id(), null))
                .orElseGet(() -> new TokenRow(token, null, content));
    }

    /** The authorization a row refers to; empty when it is gone, which it is only once all its tokens have expired. */
    Optional<Authorization> find(Connection connection, AuthorizationId id) throws SQLException {
        Authorization authorization = known.get(id);
        if (authorization == null) {
            authorization = read(connection, id);
            if (authorization != null) {
                known.put(id, authorization);
            }
        }
        return Optional.ofNullable(authorization);
    }

    /** Forgets promises that end before a time: after it the rows may be deleted. */
    void forgetPromisesBefore(Instant time) {
        promises.removeIf((value, promise) -> promise.keepUntil() < time.toEpochMilli());
    }

    /** A promise that was read from the database just now; empty when the id belongs to something else. */
    private Optional<Promise> promise(Value value, String content, long needed, long now) {
        AuthorizationId id = AuthorizationId.ofContent(content);
        Optional<Kept> kept = readPromise(id);
        if (kept.isEmpty() || kept.get().keepUntil() < needed) {
            long ahead = Math.max(AHEAD_MILLIS, value.lifetime().toMillis());
            writes.write(new AuthorizationWrites.Row(id, content, needed + ahead));
            kept = readPromise(id);
        }
        long keepUntil = kept.map(Kept::keepUntil).orElse(Long.MIN_VALUE);
        if (keepUntil < needed) {
            throw new StoreException(
                    "an authorization was written and is not there: does the DataSource read from a replica,"
                            + " or does something else delete from the table?");
        }
        if (!kept.get().content().equals(content)) {
            return Optional.empty();
        }
        Promise promise = new Promise(id, keepUntil, now);
        if (promises.put(value, promise) == null) {
            count(value, 1);
        }
        return Optional.of(promise);
    }

    private Optional<Kept> readPromise(AuthorizationId id) {
        return connections.run("read an authorization", connection -> {
            try (PreparedStatement statement = connections.prepare(connection, readPromise)) {
                statement.setBytes(1, id.toBytes());
                try (ResultSet row = statement.executeQuery()) {
                    return row.next() ? Optional.of(new Kept(row.getString(1), row.getLong(2))) : Optional.empty();
                }
            }
        });
    }

    private void count(Value value, int change) {
        counts.merge(value.holder(), change, (a, b) -> a + b == 0 ? null : a + b);
    }

    private @Nullable Authorization read(Connection connection, AuthorizationId id) throws SQLException {
        try (PreparedStatement statement = connections.prepare(connection, read)) {
            statement.setBytes(1, id.toBytes());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? AuthorizationText.parse(row.getString(1)) : null;
            }
        }
    }

    private static long endOfSlot(long expiresMillis) {
        return -Math.floorDiv(-expiresMillis, SLOT_MILLIS) * SLOT_MILLIS;
    }
}
