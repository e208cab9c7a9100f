package io.tokenmint.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmint.ClientRegistrar;
import io.tokenmint.TokenEvent;
import io.tokenmint.TokenService;
import io.tokenmint.TokenSettings;
import io.tokenmint.spi.Client;
import io.tokenmint.spi.ClientBuilder;
import io.tokenmint.spi.ClientSecret;
import io.tokenmint.spi.IntrospectionRights;
import io.tokenmint.spi.Scope;
import io.tokenmint.spi.TokenStore;
import io.tokenmint.store.memory.MemoryClientStore;
import io.tokenmint.store.memory.MemoryTokenStore;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** The clients and the service that the conformance cases are about, on memory stores and a clock that stands still. */
final class Fixture {
    static final Instant START = Instant.parse("2026-11-23T10:00:00.250Z");
    static final String SECRET = "s3cret-0123456789abcdef0123456789";
    static final String ODD_ID = "acme client:1";
    static final String ODD_SECRET = "p@ss w+rd%/=&:x";
    static final String ISSUER = "https://as.example";
    static final String API1 = "https://api1.example";
    static final String API2 = "https://api2.example";
    static final ServerMetadata METADATA = ServerMetadata.of(ISSUER)
            .withIntrospectionEndpoint(ISSUER + "/oauth/introspect")
            .withRevocationEndpoint(ISSUER + "/oauth/revoke");

    final TestClock clock = new TestClock(START);
    final MemoryClientStore clients = new MemoryClientStore();
    final List<TokenEvent> events = new CopyOnWriteArrayList<>();
    final ClientRegistrar registrar;
    final TokenService service;

    Fixture() {
        this(new MemoryTokenStore());
    }

    Fixture(TokenStore tokens) {
        this(tokens, settings -> settings);
    }

    Fixture(TokenStore tokens, UnaryOperator<TokenSettings.Builder> change) {
        TokenSettings settings = change.apply(
                        TokenSettings.builder().clock(clock).listener(events::add))
                .build();
        registrar = new ClientRegistrar(clients, settings);
        service = new TokenService(clients, tokens, settings);
        register("acme", SECRET, acme -> acme.audiences(API1, API2, "urn:example:api", API1 + "?v=1"));
        register(ODD_ID, ODD_SECRET, odd -> odd);
        register("s6BhdRkqt3", "7Fjfp0ZBr1KtDRbnfVdmIw", example -> example);
        register("nogrant", SECRET, nogrant -> nogrant.grantTypes());
        register("off", SECRET, off -> off.enabled(false));
        register("other", SECRET, other -> other.tenant("beta"));
        register("rs-1", SECRET, rs -> rs.introspection(new IntrospectionRights(Set.of(API1), Set.of())));
        register("rs-2", SECRET, rs -> rs.introspection(new IntrospectionRights(Set.of(API2), Set.of())));
        register("rs-acme", SECRET, rs -> rs.introspection(new IntrospectionRights(Set.of(), Set.of("acme"))));
        registrar.update("acme", acme -> acme.defaultAudience(API1));
        withoutSecrets("pub");
        withExpiredSecret("exp");
    }

    /** A client of tenant acme with a chosen secret that one SHA-256 checks. */
    Client register(String id, String secret, UnaryOperator<ClientBuilder> details) {
        return registrar.importClient(
                id, hash(secret), client -> details.apply(client.tenant("acme").scope(Scope.of("a.read", "a.write"))));
    }

    private void withoutSecrets(String id) {
        register(id, SECRET, pub -> pub);
        clients.update(
                clients.find(id).orElseThrow().toBuilder().secrets(List.of()).build());
    }

    private void withExpiredSecret(String id) {
        register(id, SECRET, exp -> exp);
        ClientSecret ended = new ClientSecret(
                "ended",
                hash(SECRET),
                START.minus(Duration.ofDays(9)),
                START.minus(Duration.ofDays(9)),
                Optional.of(START.minusSeconds(1)));
        clients.update(clients.find(id).orElseThrow().toBuilder()
                .secrets(List.of(ended))
                .build());
    }

    TokenEndpoint endpoint() {
        return endpoint(settings -> settings);
    }

    TokenEndpoint endpoint(UnaryOperator<EndpointSettings.Builder> change) {
        return new TokenEndpoint(service, settings(change));
    }

    IntrospectionEndpoint introspection() {
        return new IntrospectionEndpoint(service, METADATA, EndpointSettings.defaults());
    }

    RevocationEndpoint revocation() {
        return new RevocationEndpoint(service, EndpointSettings.defaults());
    }

    static EndpointSettings settings(UnaryOperator<EndpointSettings.Builder> change) {
        return change.apply(EndpointSettings.builder()).build();
    }

    /** A live token of a client of this fixture. */
    String token(String clientId) {
        return Ask.tokenAnd("")
                .basic(clientId, SECRET)
                .of(endpoint())
                .isOk()
                .get("access_token")
                .asText();
    }

    /** Asserts that the one thing that happened was a refusal before any credentials were looked at. */
    void sawOnlyARefusalFor(String reason) {
        assertThat(events).singleElement().isInstanceOfSatisfying(TokenEvent.Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(reason);
            assertThat(refused.clientId()).isEmpty();
        });
    }

    static String hash(String secret) {
        try {
            byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return "{sha256}" + Base64.getUrlEncoder().withoutPadding().encodeToString(sha256);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
