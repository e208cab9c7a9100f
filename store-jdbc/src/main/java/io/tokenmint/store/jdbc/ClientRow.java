package io.tokenmint.store.jdbc;

import io.tokenmint.spi.AnswerShape;
import io.tokenmint.spi.AuthenticationMethod;
import io.tokenmint.spi.Client;
import io.tokenmint.spi.ClientSecret;
import io.tokenmint.spi.ClientSettings;
import io.tokenmint.spi.IntrospectionRights;
import io.tokenmint.spi.Scope;
import io.tokenmint.spi.ScopePolicy;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A client's columns, all but its id and version, in the order of {@link #COLUMNS}. */
final class ClientRow {
    static final List<String> COLUMNS = List.of(
            "generation",
            "enabled",
            "created_at",
            "secrets",
            "authentication_methods",
            "grant_types",
            "scope",
            "tenant",
            "audiences",
            "default_audience",
            "introspection_audiences",
            "introspection_tenants",
            "token_lifetime_s",
            "answer_shape",
            "scope_policy",
            "session_idle_time_s",
            "idle_expiry");

    private static final String NEVER = "-";

    private ClientRow() {}

    /** Sets the parameters from 1 to the number of columns. */
    static void bind(PreparedStatement statement, Client client) throws SQLException {
        ClientSettings settings = client.settings();
        int p = 1;
        statement.setLong(p++, client.generation());
        statement.setBoolean(p++, client.enabled());
        statement.setLong(p++, client.createdAt().toEpochMilli());
        statement.setString(p++, client.secrets().stream().map(ClientRow::line).collect(Collectors.joining("\n")));
        statement.setString(
                p++,
                Words.join(client.authenticationMethods().stream()
                        .map(AuthenticationMethod::value)
                        .toList()));
        statement.setString(
                p++, Words.join(client.grantTypes().stream().sorted().toList()));
        statement.setString(p++, client.scope().toString());
        statement.setString(p++, client.tenant().orElse(null));
        statement.setString(p++, Words.join(client.audiences()));
        statement.setString(p++, client.defaultAudience().orElse(null));
        statement.setString(
                p++, client.introspection().map(r -> Words.join(r.audiences())).orElse(null));
        statement.setString(
                p++, client.introspection().map(r -> Words.join(r.tenants())).orElse(null));
        bindSeconds(statement, p++, settings.tokenLifetime());
        statement.setString(p++, settings.answerShape().map(Enum::name).orElse(null));
        statement.setString(p++, settings.scopePolicy().map(Enum::name).orElse(null));
        bindSeconds(statement, p++, settings.sessionIdleTime());
        bindBoolean(statement, p, settings.idleExpiry());
    }

    /** Reads a client from a row that has all columns by their names. */
    static Client read(ResultSet row, String id) throws SQLException {
        return new Client(
                id,
                row.getLong("version"),
                row.getLong("generation"),
                row.getBoolean("enabled"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                row.getString("secrets").lines().map(ClientRow::secret).toList(),
                Words.split(row.getString("authentication_methods")).stream()
                        .map(ClientRow::method)
                        .collect(Collectors.toSet()),
                new HashSet<>(Words.split(row.getString("grant_types"))),
                Scope.parse(row.getString("scope")),
                Optional.ofNullable(row.getString("tenant")),
                Words.split(row.getString("audiences")),
                Optional.ofNullable(row.getString("default_audience")),
                rights(row),
                settings(row));
    }

    private static String line(ClientSecret secret) {
        return Words.join(List.of(
                secret.id(),
                secret.hash(),
                Long.toString(secret.createdAt().toEpochMilli()),
                Long.toString(secret.notBefore().toEpochMilli()),
                secret.expiresAt().map(t -> Long.toString(t.toEpochMilli())).orElse(NEVER)));
    }

    private static ClientSecret secret(String line) {
        List<String> words = Words.split(line);
        String expiry = words.get(4);
        return new ClientSecret(
                words.get(0),
                words.get(1),
                time(words.get(2)),
                time(words.get(3)),
                expiry.equals(NEVER) ? Optional.empty() : Optional.of(time(expiry)));
    }

    private static Instant time(String millis) {
        return Instant.ofEpochMilli(Long.parseLong(millis));
    }

    private static AuthenticationMethod method(String value) {
        return Arrays.stream(AuthenticationMethod.values())
                .filter(method -> method.value().equals(value))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown authentication method " + value));
    }

    private static Optional<IntrospectionRights> rights(ResultSet row) throws SQLException {
        String audiences = row.getString("introspection_audiences");
        String tenants = row.getString("introspection_tenants");
        return audiences == null || tenants == null
                ? Optional.empty()
                : Optional.of(new IntrospectionRights(
                        new HashSet<>(Words.split(audiences)), new HashSet<>(Words.split(tenants))));
    }

    private static ClientSettings settings(ResultSet row) throws SQLException {
        return new ClientSettings(
                seconds(row, "token_lifetime_s"),
                Optional.ofNullable(row.getString("answer_shape")).map(AnswerShape::valueOf),
                Optional.ofNullable(row.getString("scope_policy")).map(ScopePolicy::valueOf),
                seconds(row, "session_idle_time_s"),
                bool(row, "idle_expiry"));
    }

    private static void bindSeconds(PreparedStatement statement, int parameter, Optional<Duration> value)
            throws SQLException {
        if (value.isPresent()) {
            statement.setLong(parameter, value.get().toSeconds());
        } else {
            statement.setNull(parameter, Types.BIGINT);
        }
    }

    private static void bindBoolean(PreparedStatement statement, int parameter, Optional<Boolean> value)
            throws SQLException {
        if (value.isPresent()) {
            statement.setBoolean(parameter, value.get());
        } else {
            statement.setNull(parameter, Types.BOOLEAN);
        }
    }

    private static Optional<Duration> seconds(ResultSet row, String column) throws SQLException {
        long seconds = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Duration.ofSeconds(seconds));
    }

    private static Optional<Boolean> bool(ResultSet row, String column) throws SQLException {
        boolean value = row.getBoolean(column);
        return row.wasNull() ? Optional.empty() : Optional.of(value);
    }
}
