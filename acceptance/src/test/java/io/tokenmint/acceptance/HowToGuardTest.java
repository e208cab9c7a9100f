package io.tokenmint.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tokenmint.ClientRegistrar;
import io.tokenmint.RegisteredClient;
import io.tokenmint.TokenRequest;
import io.tokenmint.TokenResponse;
import io.tokenmint.TokenService;
import io.tokenmint.TokenSettings;
import io.tokenmint.http.AccessDecision;
import io.tokenmint.http.AccessRequest;
import io.tokenmint.http.BearerGuard;
import io.tokenmint.http.BearerHttpFilter;
import io.tokenmint.http.EndpointHandler;
import io.tokenmint.http.EndpointSettings;
import io.tokenmint.http.ErrorBody;
import io.tokenmint.http.IntrospectionEndpoint;
import io.tokenmint.http.MetadataEndpoint;
import io.tokenmint.http.RemoteIntrospection;
import io.tokenmint.http.ServerMetadata;
import io.tokenmint.http.TenantSource;
import io.tokenmint.http.TokenVerifier;
import io.tokenmint.spi.IntrospectionRights;
import io.tokenmint.spi.Scope;
import io.tokenmint.store.memory.MemoryClientStore;
import io.tokenmint.store.memory.MemoryTokenStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What {@code docs/how-to/guard.md} shows: its blocks are cut from here. */
class HowToGuardTest {
    private final TokenSettings settings = TokenSettings.defaults();
    private final MemoryClientStore clients = new MemoryClientStore();
    private final ClientRegistrar registrar = new ClientRegistrar(clients, settings);
    private final TokenService service = new TokenService(clients, new MemoryTokenStore(), settings);

    @Test
    void asksForScopes() {
        BearerGuard guard = BearerGuard.builder(TokenVerifier.inProcess(service))
                .allOf("order.order_read")
                .anyOf("order.order_manage", "order.order_support")
                .build();

        assertThat(guard.decide(shown(token("order.order_read", "order.order_support"), "/")))
                .isInstanceOf(AccessDecision.Granted.class);
        assertThat(status(guard, shown(token("order.order_read"), "/"))).isEqualTo(403);
        assertThat(status(guard, AccessRequest.of(name -> List.of()))).isEqualTo(401);
    }

    @Test
    void readsTheTenantFromThePath() {
        BearerGuard guard = BearerGuard.builder(TokenVerifier.inProcess(service))
                .tenant(TenantSource.path("/{tenant}/orders"))
                .build();

        assertThat(guard.decide(shown(token("order.order_read"), "/acme/orders/17")))
                .isInstanceOf(AccessDecision.Granted.class);
        assertThat(status(guard, shown(token("order.order_read"), "/other/orders/17")))
                .isEqualTo(403);
        assertThat(status(guard, shown(token("order.order_read"), "/other/../acme/orders")))
                .isEqualTo(400);
    }

    @Test
    void readsTheTenantFromAHeader() {
        BearerGuard guard = BearerGuard.builder(TokenVerifier.inProcess(service))
                .tenant(TenantSource.header("X-Tenant"))
                .build();

        String token = token("order.order_read");
        assertThat(guard.decide(withHeaders(Map.of("Authorization", "Bearer " + token, "X-Tenant", "acme"))))
                .isInstanceOf(AccessDecision.Granted.class);
        assertThat(status(guard, withHeaders(Map.of("Authorization", "Bearer " + token, "X-Tenant", "other"))))
                .isEqualTo(403);
        assertThat(status(guard, shown(token, "/"))).isEqualTo(400);
    }

    @Test
    void refusesInTheFormatOfTheHost() throws Exception {
        ErrorBody problem = denied -> new ErrorBody.Content(
                "application/problem+json",
                "{\"title\":\"access denied\",\"status\":" + denied.status() + "}"); // nothing from the request
        BearerGuard guard = BearerGuard.builder(TokenVerifier.inProcess(service))
                .errorBody(problem)
                .build();

        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        try {
            server.createContext("/orders", HttpExchange::close).getFilters().add(new BearerHttpFilter(guard));
            server.start();
            HttpResponse<String> refused = Http.get(
                    URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/orders"));

            assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(refused.body()).isEqualTo("{\"title\":\"access denied\",\"status\":401}");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void asksAnIntrospectionEndpointElsewhere() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        try {
            String issuer = "http://127.0.0.1:" + server.getAddress().getPort();
            ServerMetadata metadata = ServerMetadata.of(issuer).withIntrospectionEndpoint(issuer + "/oauth/introspect");
            EndpointSettings endpointSettings = EndpointSettings.defaults();
            server.createContext(
                    "/oauth/introspect",
                    new EndpointHandler(new IntrospectionEndpoint(service, metadata, endpointSettings)));
            server.createContext(
                    metadata.path(), new EndpointHandler(new MetadataEndpoint(service, metadata, endpointSettings)));
            server.start();

            decidesByAsking(issuer);
        } finally {
            server.stop(0);
        }
    }

    private void decidesByAsking(String issuer) {
        RegisteredClient ordersApi = registrar.register(
                "orders-api",
                client -> client.grantTypes() // it asks about tokens and gets none
                        .introspection(new IntrospectionRights(Set.of("https://orders.example"), Set.of())));
        RegisteredClient acme = registrar.register(client -> client.tenant("acme")
                .scope(Scope.of("order.order_read"))
                .audiences("https://orders.example")
                .defaultAudience("https://orders.example"));

        RemoteIntrospection verifier = RemoteIntrospection.builder(
                        URI.create(issuer + "/oauth/introspect"), "orders-api", ordersApi.secret())
                .maxAge(Duration.ofSeconds(5)) // for so long a revoked token may still be let in
                .timeout(Duration.ofSeconds(10)) // 2 seconds unless set
                .build();
        BearerGuard guard = BearerGuard.builder(verifier)
                .audience("https://orders.example")
                .allOf("order.order_read")
                .build();

        assertThat(guard.decide(shown(issued(acme), "/"))).isInstanceOf(AccessDecision.Granted.class);
        assertThat(status(guard, shown(token("order.order_read"), "/")))
                .as("a token that is not for this resource is not shown to it")
                .isEqualTo(401);
    }

    private String token(String... scopes) {
        return issued(registrar.register(client -> client.tenant("acme").scope(Scope.of(scopes))));
    }

    private String issued(RegisteredClient client) {
        TokenResponse response = service.issue(TokenRequest.clientCredentials(client.clientId(), client.secret()));
        return ((TokenResponse.Issued) response).accessToken();
    }

    private static AccessRequest shown(String token, String path) {
        return withHeaders(Map.of("Authorization", "Bearer " + token)).withPath(path);
    }

    private static AccessRequest withHeaders(Map<String, String> headers) {
        return AccessRequest.of(name -> headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .toList());
    }

    private static int status(BearerGuard guard, AccessRequest request) {
        return ((AccessDecision.Denied) guard.decide(request)).status();
    }
}
