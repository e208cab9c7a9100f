package io.tokenmint.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.tokenmint.TokenEvent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What of conformance section 1 needs a socket, in the JDK's server. */
class EndpointHandlerTest {
    private static final String BODY = "grant_type=client_credentials&scope=tenant=acme";

    private final Fixture fixture = new Fixture();
    // One thread: what does not give it back is seen by the next request.
    private final ExecutorService executor = Executors.newSingleThreadExecutor();
    private final HttpClient client = HttpClient.newHttpClient();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/oauth/token", new EndpointHandler(fixture.endpoint()));
        server.createContext("/oauth/introspect", new EndpointHandler(fixture.introspection()));
        server.createContext("/oauth/revoke", new EndpointHandler(fixture.revocation()));
        server.createContext(
                Fixture.METADATA.path(),
                new EndpointHandler(
                        new MetadataEndpoint(fixture.service, Fixture.METADATA, EndpointSettings.defaults())));
        server.setExecutor(executor);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        executor.shutdownNow();
    }

    private int port() {
        return server.getAddress().getPort();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port() + path))
                .header("Content-Type", Ask.FORM)
                .header("Authorization", "Basic YWNtZTpzM2NyZXQtMDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODk=");
    }

    private HttpResponse<String> post(String path, BodyPublisher body) throws IOException, InterruptedException {
        return client.send(request(path).POST(body).build(), BodyHandlers.ofString());
    }

    private void isStillServing() throws IOException, InterruptedException {
        assertThat(post("/oauth/token", BodyPublishers.ofString(BODY)).statusCode())
                .isEqualTo(200);
    }

    @Test
    @DisplayName("HTTP-01 RESP-03 the base request gets a token, from a client that offers an upgrade")
    void theBaseRequestGetsAToken() throws Exception {
        HttpResponse<String> response = post("/oauth/token", BodyPublishers.ofString(BODY));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().allValues("Content-Type")).containsExactly("application/json");
        assertThat(response.headers().allValues("Cache-Control")).containsExactly("no-store");
        assertThat(new ObjectMapper().readTree(response.body()).size()).isEqualTo(7);
        assertThat(fixture.events)
                .last()
                .satisfies(event ->
                        assertThat(((TokenEvent.Issued) event).source()).contains("127.0.0.1"));
    }

    @Test
    void tellsClientsBehindAProxyApartWhenTheHostSaysHow() throws Exception {
        server.createContext(
                "/proxied/token",
                new EndpointHandler(fixture.endpoint())
                        .withSource(exchange ->
                                Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Real-IP"))));
        for (int i = 0; i < 21; i++) {
            proxied("192.0.2.1", "https", BODY + "&client_id=acme&client_secret=wrong");
        }

        String good = BODY + "&client_id=acme&client_secret=" + Fixture.SECRET;
        assertThat(proxied("192.0.2.1", "https", good)).isEqualTo(429);
        assertThat(proxied("192.0.2.2", "https", good)).isEqualTo(200);
        assertThat(fixture.events)
                .last()
                .satisfies(event ->
                        assertThat(((TokenEvent.Issued) event).source()).contains("192.0.2.2"));
    }

    @Test
    void takesTheProxysWordForTlsWhenTheHostDoes() throws Exception {
        EndpointHandler direct = new EndpointHandler(fixture.endpoint(settings -> settings.requireTls(true)));
        server.createContext("/direct/token", direct);
        server.createContext(
                "/proxied/token",
                direct.withSecure(
                        exchange -> "https".equals(exchange.getRequestHeaders().getFirst("X-Forwarded-Proto"))));
        String good = BODY + "&client_id=acme&client_secret=" + Fixture.SECRET;

        assertThat(proxied("192.0.2.1", "https", good)).isEqualTo(200);
        assertThat(proxied("192.0.2.1", "http", good)).isEqualTo(400);
        assertThat(post("/direct/token", BodyPublishers.ofString(BODY)).statusCode())
                .isEqualTo(400);
    }

    /** A request as a proxy sends it on. */
    private int proxied(String client, String scheme, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port() + "/proxied/token"))
                .header("Content-Type", Ask.FORM)
                .header("X-Real-IP", client)
                .header("X-Forwarded-Proto", scheme)
                .POST(BodyPublishers.ofString(body))
                .build();
        return this.client.send(request, BodyHandlers.ofString()).statusCode();
    }

    @Test
    @DisplayName("HTTP-12 a body above the limit is 413, and the server goes on")
    void aBodyAboveTheLimitIs413() throws Exception {
        HttpResponse<String> response = post("/oauth/token", BodyPublishers.ofString("a=" + "x".repeat(65_535)));

        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(response.body()).contains("\"error\":\"invalid_request\"");
        isStillServing();
    }

    @Test
    @DisplayName("HTTP-12 a body that is declared too long is answered before it is sent")
    void aBodyThatIsDeclaredTooLongIsAnsweredBeforeItIsSent() throws Exception {
        try (Wire wire = new Wire(port())) {
            assertThat(wire.sendHead("Content-Length: 1000000000\r\n").answer()).startsWith("HTTP/1.1 413 ");
        }
        isStillServing();
    }

    @Test
    @DisplayName("HTTP-13 a chunked body that grows past the limit is 413")
    void aChunkedBodyThatGrowsPastTheLimitIs413() throws Exception {
        try (Wire wire = new Wire(port())) {
            wire.sendHead("Transfer-Encoding: chunked\r\n");
            for (int i = 0; i < 17; i++) {
                wire.send("1000\r\n" + "x".repeat(4_096) + "\r\n");
            }
            assertThat(wire.answer()).startsWith("HTTP/1.1 413 ");
        }
        isStillServing();
    }

    @Test
    @DisplayName("HTTP-14 a chunked body within the limit gets a token")
    void aChunkedBodyWithinTheLimitGetsAToken() throws Exception {
        try (Wire wire = new Wire(port())) {
            wire.sendHead("Transfer-Encoding: chunked\r\n")
                    .send("b\r\ngrant_type=\r\n")
                    .send("12\r\nclient_credentials\r\n0\r\n\r\n");
            assertThat(wire.answer()).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    @DisplayName("HTTP-15 a body that stalls ends its connection, issues nothing and gives the thread back")
    void aBodyThatStallsGivesTheThreadBack() throws Exception {
        try (Wire wire = new Wire(port())) {
            String answer = wire.sendHead("Content-Length: 1000\r\n").send(BODY).answer();
            assertThat(answer).doesNotContain("access_token");
        }
        assertThat(fixture.events).noneMatch(TokenEvent.Issued.class::isInstance);
        isStillServing();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "PATCH", "DELETE", "TRACE", "OPTIONS", "BREW"})
    @DisplayName("HTTP-02 HTTP-03 HTTP-04 any method but POST is 405, and TRACE echoes nothing")
    void anyMethodButPostIs405(String method) throws Exception {
        try (Wire wire = new Wire(port())) {
            String answer = wire.send(method + " /oauth/token HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                            + "X-Canary: canary\r\n" + Wire.ACME + "\r\n")
                    .answer();
            assertThat(answer)
                    .startsWith("HTTP/1.1 405 ")
                    .contains("Allow: POST")
                    .doesNotContain("canary");
        }
    }

    @Test
    @DisplayName("HTTP-03 HEAD has no body on the wire")
    void headHasNoBodyOnTheWire() throws Exception {
        try (Wire wire = new Wire(port())) {
            String answer = wire.send("HEAD /oauth/token HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                    .answer();
            assertThat(answer).startsWith("HTTP/1.1 405 ").endsWith("\r\n\r\n");
        }
    }

    @Test
    @DisplayName("BASIC-17 a header of 100 KB is refused")
    void aHugeHeaderIsRefused() throws Exception {
        try (Wire wire = new Wire(port())) {
            String answer = wire.send("POST /oauth/token HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                            + "Authorization: Basic " + "A".repeat(102_400)
                            + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: "
                            + BODY.length() + "\r\n\r\n" + BODY)
                    .answer();
            assertThat(answer).startsWith("HTTP/1.1 401 ");
        }
    }

    @Test
    @DisplayName("AUTH-13 HTTP-11 repeated header lines reach the endpoint as they are")
    void repeatedHeaderLinesReachTheEndpoint() throws Exception {
        for (String repeated : new String[] {Wire.ACME, "Content-Type: application/x-www-form-urlencoded\r\n"}) {
            try (Wire wire = new Wire(port())) {
                String answer = wire.sendHead(repeated + "Content-Length: " + BODY.length() + "\r\n")
                        .send(BODY)
                        .answer();
                assertThat(answer).startsWith("HTTP/1.1 400 ").contains("invalid_request");
            }
        }
    }

    @Test
    @DisplayName("META-01 META-16 the metadata are at their path and nowhere below it")
    void theMetadataAreAtTheirPath() throws Exception {
        String path = Fixture.METADATA.path();
        HttpResponse<String> found = client.send(request(path).GET().build(), BodyHandlers.ofString());
        HttpResponse<String> below = client.send(request(path + "/t1").GET().build(), BodyHandlers.ofString());

        assertThat(found.statusCode()).isEqualTo(200);
        assertThat(found.body()).contains("\"issuer\":\"https://as.example\"");
        assertThat(below.statusCode()).isEqualTo(404);
        assertThat(post("/oauth/tokens", BodyPublishers.ofString(BODY)).statusCode())
                .isEqualTo(404);
    }

    @Test
    @DisplayName("INTR-01 REV-01 introspection and revocation answer on the same server")
    void introspectionAndRevocationAnswer() throws Exception {
        BodyPublisher form =
                BodyPublishers.ofByteArray(("token=" + fixture.token("acme")).getBytes(StandardCharsets.US_ASCII));

        assertThat(post("/oauth/introspect", form).body()).startsWith("{\"active\":true,");
        HttpResponse<String> revoked = post("/oauth/revoke", form);
        assertThat(revoked.statusCode()).isEqualTo(200);
        assertThat(revoked.body()).isEmpty();
        assertThat(post("/oauth/introspect", form).body()).isEqualTo("{\"active\":false}");
    }
}
