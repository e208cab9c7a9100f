package io.tokenmint.compatibility.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmint.TokenResponse;
import io.tokenmint.TokenService;
import io.tokenmint.TokenSettings;
import io.tokenmint.compatibility.Acme;
import io.tokenmint.http.BearerFilter;
import io.tokenmint.http.BearerGuard;
import io.tokenmint.http.EndpointServlet;
import io.tokenmint.http.EndpointSettings;
import io.tokenmint.http.TokenEndpoint;
import io.tokenmint.http.TokenVerifier;
import io.tokenmint.store.memory.MemoryClientStore;
import io.tokenmint.store.memory.MemoryTokenStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The servlet and the filter in containers, over a socket. */
class ServletContainerTest {
    @Nested
    class OnTomcat extends Answers {
        OnTomcat() {
            super(new TomcatContainer());
        }
    }

    @Nested
    class OnJetty extends Answers {
        OnJetty() {
            super(new JettyContainer());
        }
    }

    @Nested
    class OnUndertow extends Answers {
        OnUndertow() {
            super(new UndertowContainer());
        }
    }

    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    abstract static class Answers {
        private final MemoryClientStore clients = new MemoryClientStore();
        private final Acme acme = Acme.register(clients);
        private final HttpClient client = HttpClient.newHttpClient();
        private final ServletContainer container;
        private int port;
        private String token = "";

        Answers(ServletContainer container) {
            this.container = container;
        }

        @BeforeAll
        void start() throws Exception {
            TokenService service = new TokenService(clients, new MemoryTokenStore(), TokenSettings.defaults());
            BearerGuard guard = BearerGuard.builder(TokenVerifier.inProcess(service))
                    .allOf(Acme.SCOPE)
                    .build();
            container.servlet(
                    new EndpointServlet(new TokenEndpoint(service, EndpointSettings.defaults())),
                    "/oauth/token",
                    "/read/token");
            container.servlet(new Dispatcher("/oauth/token"), "/async/token");
            container.servlet(new Orders(), "/orders", "/read/orders");
            container.servlet(new Dispatcher("/orders"), "/async/orders");
            container.filter(new ParameterReader(), "/read/*");
            container.filter(new BearerFilter(guard), "/orders");
            container.filter(new BearerFilter(guard), "/read/orders");
            container.filter(new BearerFilter(guard), "/async/orders");
            port = container.start();
            token = ((TokenResponse.Issued) service.issueFor(acme.registered().clientId())).accessToken();
        }

        @AfterAll
        void stop() throws Exception {
            container.stop();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"/oauth/token", "/read/token", "/async/token", "/oauth/token?x=1", "/read/token?scope=x"})
        @DisplayName("HTTP-01 HTTP-20 HTTP-21 a form gets a token, read by a filter before, dispatched, or neither")
        void aFormGetsAToken(String path) throws Exception {
            HttpResponse<String> response = post(path, BodyPublishers.ofString(acme.form()), Version.HTTP_1_1);

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("application/json");
            assertThat(response.headers().allValues("Cache-Control")).containsExactly("no-store");
            assertThat(response.body()).contains("\"scope\":\"tenant=acme " + Acme.SCOPE + "\"");
        }

        @Test
        void aChunkedFormGetsAToken() throws Exception {
            byte[] form = acme.form().getBytes(StandardCharsets.US_ASCII);
            BodyPublisher ofUnknownLength = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(form));

            assertThat(post("/oauth/token", ofUnknownLength, Version.HTTP_1_1).statusCode())
                    .isEqualTo(200);
        }

        @Test
        void aChunkedBodyThatIsTooLongIsRefused() throws Exception {
            byte[] body = "x".repeat(100_000).getBytes(StandardCharsets.US_ASCII);
            BodyPublisher ofUnknownLength = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));

            assertThat(post("/oauth/token", ofUnknownLength, Version.HTTP_1_1).statusCode())
                    .isEqualTo(413);
        }

        @Test
        void aFormOverHttp2GetsAToken() throws Exception {
            upgrade();

            HttpResponse<String> response = post("/oauth/token", BodyPublishers.ofString(acme.form()), Version.HTTP_2);

            assertThat(response.version()).isEqualTo(Version.HTTP_2);
            assertThat(response.statusCode()).isEqualTo(200);
        }

        @Test
        void aWrongSecretIsChallenged() throws Exception {
            HttpResponse<String> response = post(
                    "/oauth/token",
                    BodyPublishers.ofString(acme.form().replace("client_secret=", "client_secret=x")),
                    Version.HTTP_1_1);

            assertThat(response.statusCode()).isEqualTo(401);
            assertThat(response.headers().firstValue("WWW-Authenticate")).isPresent();
            assertThat(response.body()).contains("\"error\":\"invalid_client\"");
        }

        @ParameterizedTest
        @ValueSource(strings = {"/orders", "/read/orders", "/async/orders"})
        @DisplayName("BEAR-01 the filter tells who calls, after one that read the parameters, dispatched, or neither")
        void theFilterTellsWhoCalls(String path) throws Exception {
            HttpResponse<String> response = order(path, BodyPublishers.ofString("item=tea"), Version.HTTP_1_1);

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).isEqualTo(acme.registered().clientId() + " orders tea");
        }

        @ParameterizedTest
        @ValueSource(strings = {"/orders", "/read/orders", "/async/orders"})
        @DisplayName("BEAR-03 without a token nothing is behind the filter")
        void withoutATokenNothingIsBehindTheFilter(String path) throws Exception {
            HttpResponse<String> response = post(path, BodyPublishers.ofString("item=tea"), Version.HTTP_1_1);

            assertThat(response.statusCode()).isEqualTo(401);
            assertThat(response.headers().allValues("WWW-Authenticate"))
                    .singleElement()
                    .asString()
                    .startsWith("Bearer ");
        }

        @Test
        void theFilterLeavesAChunkedBodyAlone() throws Exception {
            byte[] form = "item=tea".getBytes(StandardCharsets.US_ASCII);
            BodyPublisher ofUnknownLength = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(form));

            assertThat(order("/orders", ofUnknownLength, Version.HTTP_1_1).body())
                    .endsWith(" orders tea");
        }

        @ParameterizedTest
        @ValueSource(strings = {"/orders", "/read/orders", "/async/orders"})
        void theFilterWorksOverHttp2(String path) throws Exception {
            upgrade();

            HttpResponse<String> allowed = order(path, BodyPublishers.ofString("item=tea"), Version.HTTP_2);
            HttpResponse<String> denied = post(path, BodyPublishers.ofString("item=tea"), Version.HTTP_2);

            assertThat(allowed.version()).isEqualTo(Version.HTTP_2);
            assertThat(allowed.body()).endsWith(" orders tea");
            assertThat(denied.version()).isEqualTo(Version.HTTP_2);
            assertThat(denied.statusCode()).isEqualTo(401);
        }

        /** A connection is upgraded by a request without a body only. */
        private void upgrade() throws IOException, InterruptedException {
            HttpRequest first = HttpRequest.newBuilder(uri("/oauth/token"))
                    .version(Version.HTTP_2)
                    .build();
            assertThat(client.send(first, BodyHandlers.ofString()).statusCode()).isEqualTo(405);
        }

        private URI uri(String path) {
            return URI.create("http://127.0.0.1:" + port + path);
        }

        private HttpResponse<String> post(String path, BodyPublisher body, Version version)
                throws IOException, InterruptedException {
            return client.send(form(path, body, version).build(), BodyHandlers.ofString());
        }

        private HttpResponse<String> order(String path, BodyPublisher body, Version version)
                throws IOException, InterruptedException {
            HttpRequest request = form(path, body, version)
                    .header("Authorization", "Bearer " + token)
                    .build();
            return client.send(request, BodyHandlers.ofString());
        }

        private HttpRequest.Builder form(String path, BodyPublisher body, Version version) {
            return HttpRequest.newBuilder(uri(path))
                    .version(version)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(body);
        }
    }
}
