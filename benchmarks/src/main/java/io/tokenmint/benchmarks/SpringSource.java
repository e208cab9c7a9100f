package io.tokenmint.benchmarks;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.core.Authentication;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.InMemoryOAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.JdbcOAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.authentication.ClientSecretAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.JdbcRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContext;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContextHolder;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.OAuth2TokenFormat;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.security.oauth2.server.authorization.token.OAuth2AccessTokenGenerator;

/**
 * Spring Authorization Server without its servlet filters: the two authentication providers that its token endpoint calls, with
 * opaque ("reference") tokens.
 */
final class SpringSource implements TokenSource {
    private static final String SCHEMA = "org/springframework/security/oauth2/server/authorization/";
    private static final AuthorizationServerContext CONTEXT = new Context(
            "http://127.0.0.1",
            AuthorizationServerSettings.builder().issuer("http://127.0.0.1").build());

    private final Workload workload;
    private final Set<String> scope;
    private final RegisteredClientRepository clients;
    private final @Nullable Database database;
    private ClientSecretAuthenticationProvider authentication;
    private OAuth2ClientCredentialsAuthenticationProvider issue;

    private record Context(String getIssuer, AuthorizationServerSettings getAuthorizationServerSettings)
            implements AuthorizationServerContext {}

    private SpringSource(Workload workload, RegisteredClientRepository clients, @Nullable Database database) {
        this.workload = workload;
        this.scope = Set.copyOf(workload.scope());
        this.clients = clients;
        this.database = database;
        OAuth2AuthorizationService tokens = emptyService();
        this.authentication = authentication(tokens);
        this.issue = new OAuth2ClientCredentialsAuthenticationProvider(tokens, new OAuth2AccessTokenGenerator());
    }

    static SpringSource inMemory(Workload workload) {
        return new SpringSource(workload, new InMemoryRegisteredClientRepository(registered(workload)), null);
    }

    static SpringSource on(Database database, Workload workload) {
        database.execute(schema(database, "client/oauth2-registered-client-schema.sql"));
        database.execute(schema(database, "oauth2-authorization-schema.sql"));
        JdbcRegisteredClientRepository clients = new JdbcRegisteredClientRepository(new JdbcTemplate(database.pool()));
        registered(workload).forEach(clients::save);
        return new SpringSource(workload, clients, database);
    }

    @Override
    public Minting minting() {
        AuthorizationServerContextHolder.setContext(CONTEXT);
        return client -> mint(workload.clients().get(client));
    }

    @Override
    public void empty() {
        if (database != null) {
            database.execute("TRUNCATE TABLE oauth2_authorization");
        }
        OAuth2AuthorizationService tokens = emptyService();
        authentication = authentication(tokens);
        issue = new OAuth2ClientCredentialsAuthenticationProvider(tokens, new OAuth2AccessTokenGenerator());
    }

    @Override
    public void close() {
        if (database != null) {
            database.close();
        }
    }

    private Object mint(Workload.Caller client) {
        Authentication caller = requireNonNull(authentication.authenticate(new OAuth2ClientAuthenticationToken(
                client.id(), ClientAuthenticationMethod.CLIENT_SECRET_POST, client.secret(), Map.of())));
        return requireNonNull(
                issue.authenticate(new OAuth2ClientCredentialsAuthenticationToken(caller, scope, Map.of())));
    }

    /** A file of the peer's schema, with the two changes that its own comment asks users of PostgreSQL to make. */
    private static String schema(Database database, String file) {
        try {
            String sql = new ClassPathResource(SCHEMA + file).getContentAsString(StandardCharsets.UTF_8);
            return database.kind() == Database.Kind.POSTGRESQL
                    ? sql.replaceAll("\\bblob\\b", "text").replaceAll("\\btimestamp\\b", "timestamptz")
                    : sql;
        } catch (IOException e) {
            throw new UncheckedIOException("the peer's jar has no " + file, e);
        }
    }

    private OAuth2AuthorizationService emptyService() {
        return database == null
                ? new InMemoryOAuth2AuthorizationService()
                : new JdbcOAuth2AuthorizationService(new JdbcTemplate(database.pool()), clients);
    }

    private ClientSecretAuthenticationProvider authentication(OAuth2AuthorizationService tokens) {
        ClientSecretAuthenticationProvider provider = new ClientSecretAuthenticationProvider(clients, tokens);
        provider.setPasswordEncoder(
                workload.secretKind() == SecretKind.SHA256 ? new Sha256PasswordEncoder() : SecretKind.BCRYPT_10);
        return provider;
    }

    private static List<RegisteredClient> registered(Workload workload) {
        return workload.clients().stream()
                .map(client -> RegisteredClient.withId(client.id())
                        .clientId(client.id())
                        .clientIdIssuedAt(Instant.now())
                        .clientSecret(client.storedSecret())
                        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                        .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                        .scopes(scopes -> scopes.addAll(workload.scope()))
                        .tokenSettings(TokenSettings.builder()
                                .accessTokenFormat(OAuth2TokenFormat.REFERENCE)
                                .accessTokenTimeToLive(Duration.ofHours(4))
                                .build())
                        .build())
                .toList();
    }

    /** The same check of a generated secret as Tokenmint's. */
    private static final class Sha256PasswordEncoder implements PasswordEncoder {
        @Override
        public String encode(@Nullable CharSequence secret) {
            return SecretKind.sha256(String.valueOf(secret));
        }

        @Override
        public boolean matches(@Nullable CharSequence secret, @Nullable String stored) {
            return stored != null && MessageDigest.isEqual(ascii(encode(secret)), ascii(stored));
        }

        private static byte[] ascii(String text) {
            return text.getBytes(StandardCharsets.US_ASCII);
        }
    }
}
