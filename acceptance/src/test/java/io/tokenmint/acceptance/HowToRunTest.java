package io.tokenmint.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tokenmint.CachingClientStore;
import io.tokenmint.ClientRegistrar;
import io.tokenmint.Introspection;
import io.tokenmint.JfrTokenListener;
import io.tokenmint.RegisteredClient;
import io.tokenmint.Slf4jTokenListener;
import io.tokenmint.TokenEvent;
import io.tokenmint.TokenListener;
import io.tokenmint.TokenRequest;
import io.tokenmint.TokenResponse;
import io.tokenmint.TokenService;
import io.tokenmint.TokenSettings;
import io.tokenmint.http.EndpointHandler;
import io.tokenmint.http.EndpointRequest;
import io.tokenmint.http.EndpointResponse;
import io.tokenmint.http.EndpointSettings;
import io.tokenmint.http.TokenEndpoint;
import io.tokenmint.micrometer.MicrometerTokenListener;
import io.tokenmint.spi.Scope;
import io.tokenmint.store.jdbc.JdbcCleanup;
import io.tokenmint.store.jdbc.JdbcClientStore;
import io.tokenmint.store.jdbc.JdbcSchema;
import io.tokenmint.store.jdbc.JdbcSettings;
import io.tokenmint.store.jdbc.JdbcTokenStore;
import io.tokenmint.store.memory.MemoryClientStore;
import io.tokenmint.store.memory.MemoryTokenStore;
import io.tokenmint.testing.databases.PostgresServer;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** What {@code docs/how-to/run.md} shows: its blocks are cut from here. */
class HowToRunTest {
    private static final String FORM = "grant_type=client_credentials&client_id=acme&client_secret=";

    private final MemoryClientStore clients = new MemoryClientStore();
    private final Queue<TokenEvent> events = new ConcurrentLinkedQueue<>();

    /** One node of several on the same database. */
    record Node(TokenService service, ClientRegistrar registrar, JdbcTokenStore tokens) {
        static Node on(DataSource dataSource) {
            JdbcSettings jdbc = JdbcSettings.defaults();
            TokenSettings settings = TokenSettings.defaults();
            JdbcClientStore registry = new JdbcClientStore(dataSource, jdbc);
            CachingClientStore cache = new CachingClientStore(registry); // 30 seconds
            JdbcTokenStore tokens = new JdbcTokenStore(dataSource, jdbc);
            TokenService service = new TokenService(cache, tokens, settings);
            return new Node(service, new ClientRegistrar(registry, settings).invalidating(cache), tokens);
        }
    }

    @Test
    @EnabledIf("io.tokenmint.testing.databases.PostgresServer#isAvailable")
    void runsTwoNodesOnPostgres() throws Exception {
        String url = PostgresServer.shared().newDatabase();
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url + "&socketTimeout=30&options=-c%20statement_timeout=10s");
        config.setMaximumPoolSize(8);
        config.setConnectionTimeout(5_000); // milliseconds: then the caller is told to come back

        try (HikariDataSource one = new HikariDataSource(config);
                HikariDataSource other = new HikariDataSource(config)) {
            JdbcSchema.create(one, JdbcSettings.defaults());
            Node here = Node.on(one);
            Node there = Node.on(other);
            RegisteredClient acme = here.registrar().register(client -> client.scope(Scope.of("order.order_read")));
            String token = token(here.service(), acme);

            assertThat(there.service().introspect(token)).isInstanceOf(Introspection.Active.class);
            assertThat(there.service().revoke(token)).isTrue();
            assertThat(here.service().introspect(token)).isNotInstanceOf(Introspection.Active.class);
            cleansUp(here.tokens());
        }
    }

    private static void cleansUp(JdbcTokenStore tokens) {
        ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
        try {
            ScheduledFuture<?> cleanup =
                    new JdbcCleanup(tokens, Clock.systemUTC()).scheduled(executor, Duration.ofMinutes(5));

            assertThat(cleanup.isDone()).isFalse();
            assertThat(new JdbcCleanup(tokens, Clock.systemUTC()).run()).isZero();
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void standsBehindAProxy() throws Exception {
        TokenService service =
                service(TokenSettings.builder().listener(events::add).build());
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        EndpointSettings settings = EndpointSettings.builder().requireTls(true).build();
        EndpointHandler handler = new EndpointHandler(new TokenEndpoint(service, settings))
                .withSource(exchange ->
                        Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Real-IP")))
                .withSecure(
                        exchange -> "https".equals(exchange.getRequestHeaders().getFirst("X-Forwarded-Proto")));
        server.createContext("/oauth/token", handler);
        server.start();
        try {
            URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/oauth/token");
            String[] proxied = {"X-Real-IP", "192.0.2.7", "X-Forwarded-Proto", "https"};

            assertThat(Http.postForm(endpoint, FORM + "right", proxied).statusCode())
                    .isEqualTo(200);
            assertThat(Http.postForm(endpoint, FORM + "right").body()).contains("invalid_request");
            assertThat(events)
                    .first()
                    .isInstanceOfSatisfying(
                            TokenEvent.Issued.class,
                            issued -> assertThat(issued.source()).hasValue("192.0.2.7"));
        } finally {
            server.stop(0);
        }
    }

    @Test
    void countsAndAudits() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        List<String> audit = new ArrayList<>();
        TokenListener guessing = event -> {
            if (event instanceof TokenEvent.Refused refused && refused.reason().equals("wrong_secret")) {
                audit.add(refused.clientId().orElse("?") + " from "
                        + refused.source().orElse("?"));
            }
        };
        TokenSettings settings = TokenSettings.builder()
                .listener(new MicrometerTokenListener(registry)) // of tokenmint-micrometer
                .listener(new Slf4jTokenListener())
                .listener(new JfrTokenListener())
                .listener(guessing)
                .build();

        TokenService service = service(settings);
        service.issue(TokenRequest.clientCredentials("acme", "wrong").withSource("192.0.2.7"));
        service.issue(TokenRequest.clientCredentials("acme", "right"));
        assertThat(audit).containsExactly("acme from 192.0.2.7");
        assertThat(registry.get("tokenmint.requests").timers()).hasSize(2);
    }

    @Test
    void endsTokensThatNobodyUses() {
        TokenSettings settings = TokenSettings.builder()
                .sessionIdleTime(Duration.ofMinutes(30))
                .idleExpiry(true)
                .build();
        Duration idle = Duration.ofMinutes(30);

        assertThat(isGoodAfter(settings, idle)).isTrue();
        assertThat(isGoodAfter(settings, idle.multipliedBy(5).dividedBy(4))).isFalse();
    }

    @Test
    void speaksToUnusualClients() {
        EndpointSettings settings = EndpointSettings.builder()
                .jsonBody(true)
                .stripScopePrefix(true)
                .lenientBasic(true)
                .status400ForBodyCredentials(true)
                .allowedOrigin("https://portal.example")
                .build();

        TokenEndpoint endpoint = new TokenEndpoint(service(TokenSettings.defaults()), settings);
        EndpointResponse issued = endpoint.handle(json("right"));
        assertThat(issued.status()).isEqualTo(200);
        assertThat(issued.headers()).containsEntry("Access-Control-Allow-Origin", "https://portal.example");
        assertThat(new String(issued.body(), StandardCharsets.UTF_8)).contains("order.order_read");
        assertThat(endpoint.handle(json("wrong")).status()).isEqualTo(400);
    }

    private static EndpointRequest json(String secret) {
        Map<String, List<String>> headers =
                Map.of("content-type", List.of("application/json"), "origin", List.of("https://portal.example"));
        String body = """
                {"grant_type": "client_credentials", "client_id": "acme", "client_secret": "%s",
                 "scope": "scope=order.order_read"}
                """.formatted(secret);
        return new EndpointRequest(
                "POST",
                "",
                name -> headers.getOrDefault(name.toLowerCase(java.util.Locale.ROOT), List.of()),
                new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)),
                true,
                Optional.empty());
    }

    /** A token that was issued and then not used for so long. */
    private boolean isGoodAfter(TokenSettings settings, Duration unused) {
        Instant start = Instant.parse("2026-01-01T00:00:00Z");
        MemoryTokenStore tokens = new MemoryTokenStore();
        RegisteredClient client =
                new ClientRegistrar(clients, settings).register(fresh -> fresh.scope(Scope.of("order.order_read")));
        String token = token(new TokenService(clients, tokens, at(start)), client);
        return new TokenService(clients, tokens, at(start.plus(unused))).introspect(token)
                instanceof Introspection.Active;
    }

    private static TokenSettings at(Instant now) {
        return TokenSettings.builder()
                .sessionIdleTime(Duration.ofMinutes(30))
                .idleExpiry(true)
                .clock(Clock.fixed(now, ZoneOffset.UTC))
                .build();
    }

    private TokenService service(TokenSettings settings) {
        new ClientRegistrar(clients, settings)
                .registerChosen("acme", "right", client -> client.scope(Scope.of("order.order_read")));
        return new TokenService(clients, new MemoryTokenStore(), settings);
    }

    private static String token(TokenService service, RegisteredClient client) {
        TokenResponse response = service.issue(TokenRequest.clientCredentials(client.clientId(), client.secret()));
        return ((TokenResponse.Issued) response).accessToken();
    }
}
