package io.tokenmint.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmint.TokenEvent;
import jakarta.servlet.Filter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Wrapper;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The servlet in a container, over a socket. */
class EndpointServletTest {
    private static final String BODY = "grant_type=client_credentials&scope=a.read";

    // Held here, or its level would be forgotten with it.
    private static final Logger CONTAINER_LOG = Logger.getLogger("org.apache");
    private static final Fixture FIXTURE = new Fixture();
    private static final Tomcat TOMCAT = new Tomcat();

    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeAll
    static void start(@TempDir Path folder) throws LifecycleException {
        CONTAINER_LOG.setLevel(Level.OFF);
        TOMCAT.setBaseDir(folder.toString());
        TOMCAT.setPort(0);
        TOMCAT.getConnector().setProperty("address", "127.0.0.1");
        TOMCAT.getConnector().setProperty("connectionTimeout", "2000");
        Context context = TOMCAT.addContext("", folder.toString());
        Wrapper servlet = Tomcat.addServlet(context, "token", new EndpointServlet(FIXTURE.endpoint()));
        servlet.addMapping("/oauth/token");
        servlet.addMapping("/filtered/token");
        EndpointServlet tls = new EndpointServlet(FIXTURE.endpoint(settings -> settings.requireTls(true)));
        Tomcat.addServlet(context, "direct", tls).addMapping("/direct/token");
        EndpointServlet proxied = tls.withSource(request -> Optional.ofNullable(request.getHeader("X-Real-IP")))
                .withSecure(request -> "https".equals(request.getHeader("X-Forwarded-Proto")));
        Tomcat.addServlet(context, "proxied", proxied).addMapping("/proxied/token");
        EndpointSettings open = Fixture.settings(settings -> settings.allowedOrigin("https://app.example"));
        Tomcat.addServlet(
                        context,
                        "metadata",
                        new EndpointServlet(new MetadataEndpoint(FIXTURE.service, Fixture.METADATA, open)))
                .addMapping(Fixture.METADATA.path());
        addFilter(context, (request, response, chain) -> {
            request.getParameter("grant_type");
            chain.doFilter(request, response);
        });
        TOMCAT.start();
    }

    private static void addFilter(Context context, Filter filter) {
        FilterDef definition = new FilterDef();
        definition.setFilterName("reader");
        definition.setFilter(filter);
        context.addFilterDef(definition);
        FilterMap mapping = new FilterMap();
        mapping.setFilterName("reader");
        mapping.addURLPattern("/filtered/*");
        context.addFilterMap(mapping);
    }

    @AfterAll
    static void stop() throws LifecycleException {
        TOMCAT.stop();
        TOMCAT.destroy();
    }

    private HttpResponse<String> send(String path, String method, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + TOMCAT.getConnector().getLocalPort() + path))
                .header("Content-Type", Ask.FORM)
                .header("Authorization", "Basic YWNtZTpzM2NyZXQtMDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODk=")
                .method(method, BodyPublishers.ofString(body))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/oauth/token", "/filtered/token", "/oauth/token?x=1", "/filtered/token?scope=a.write"})
    @DisplayName("HTTP-01 HTTP-20 HTTP-21 a form gets a token, read by a filter before or not")
    void aFormGetsAToken(String path) throws Exception {
        HttpResponse<String> response = send(path, "POST", BODY);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/json");
        assertThat(response.headers().allValues("Cache-Control")).containsExactly("no-store");
        assertThat(response.body()).contains("\"scope\":\"tenant=acme a.read\"");
    }

    @Test
    void tellsClientsBehindAProxyApartWhenTheHostSaysHow() throws Exception {
        String form = BODY + "&client_id=proxied&client_secret=";
        FIXTURE.register("proxied", Fixture.SECRET, client -> client);
        for (int i = 0; i < 21; i++) {
            proxied("192.0.2.1", "https", form + "wrong");
        }

        assertThat(proxied("192.0.2.1", "https", form + Fixture.SECRET)).isEqualTo(429);
        assertThat(proxied("192.0.2.2", "https", form + Fixture.SECRET)).isEqualTo(200);
        assertThat(FIXTURE.events)
                .last()
                .satisfies(event ->
                        assertThat(((TokenEvent.Issued) event).source()).contains("192.0.2.2"));
    }

    @Test
    void takesTheProxysWordForTlsWhenTheHostDoes() throws Exception {
        String good = BODY + "&client_id=acme&client_secret=" + Fixture.SECRET;

        assertThat(proxied("192.0.2.3", "https", good)).isEqualTo(200);
        assertThat(proxied("192.0.2.3", "http", good)).isEqualTo(400);
        assertThat(send("/direct/token", "POST", BODY).statusCode()).isEqualTo(400);
    }

    /** A request as a proxy sends it on. */
    private int proxied(String source, String scheme, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + TOMCAT.getConnector().getLocalPort() + "/proxied/token"))
                .header("Content-Type", Ask.FORM)
                .header("X-Real-IP", source)
                .header("X-Forwarded-Proto", scheme)
                .POST(BodyPublishers.ofString(body))
                .build();
        return client.send(request, BodyHandlers.ofString()).statusCode();
    }

    @Test
    @DisplayName("FORM-03 FORM-16 what a filter has decoded is encoded again")
    void whatAFilterHasDecodedIsEncodedAgain() throws Exception {
        HttpResponse<String> response =
                send("/filtered/token", "POST", "client_id=acme&note=a%2Bb%26%3D%C3%BC&" + BODY);

        assertThat(response.statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/oauth/token", "/filtered/token"})
    @DisplayName("HTTP-17 HTTP-18 query values stay out of the form")
    void queryValuesStayOutOfTheForm(String path) throws Exception {
        assertThat(send(path, "POST", "").statusCode()).isEqualTo(400);
        assertThat(send(path + "?" + BODY, "POST", "").statusCode()).isEqualTo(400);
        assertThat(send(path + "?client_secret=x", "POST", BODY).statusCode()).isEqualTo(400);
        assertThat(send(path, "POST", BODY + "&scope=a.read").statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "PUT", "DELETE", "OPTIONS", "BREW"})
    @DisplayName("HTTP-02 HTTP-03 HTTP-04 any method but POST is 405")
    void anyMethodButPostIs405(String method) throws Exception {
        HttpResponse<String> response = send("/oauth/token", method, "");

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).contains("POST");
        assertThat(response.body().isEmpty()).isEqualTo(method.equals("HEAD"));
    }

    @Test
    @DisplayName("HTTP-03 META-16 META-17 what has no body has no length either")
    void whatHasNoBodyHasNoLengthEither() throws Exception {
        String preflight = "Origin: https://app.example\r\nAccess-Control-Request-Method: GET\r\n";

        assertThat(metadata("HEAD", "")).startsWith("http/1.1 200 ").doesNotContain("content-length");
        assertThat(metadata("GET", "If-None-Match: *\r\n"))
                .startsWith("http/1.1 304 ")
                .doesNotContain("content-length");
        assertThat(metadata("OPTIONS", preflight)).startsWith("http/1.1 204 ").doesNotContain("content-length");
        assertThat(metadata("GET", "")).startsWith("http/1.1 200 ").contains("content-length: ");
    }

    private static String metadata(String method, String headers) throws IOException {
        try (Wire wire = new Wire(TOMCAT.getConnector().getLocalPort())) {
            return wire.send(method + " " + Fixture.METADATA.path()
                            + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + headers + "\r\n")
                    .answer()
                    .toLowerCase(Locale.ROOT);
        }
    }

    @Test
    @DisplayName("HTTP-12 a body above the limit is 413")
    void aBodyAboveTheLimitIs413() throws Exception {
        HttpResponse<String> response = send("/oauth/token", "POST", "a=" + "x".repeat(65_535));

        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(response.body()).contains("\"error\":\"invalid_request\"");
    }

    @Test
    @DisplayName("HTTP-13 HTTP-14 a chunked body is read up to the limit")
    void aChunkedBodyIsReadUpToTheLimit() throws Exception {
        int port = TOMCAT.getConnector().getLocalPort();
        try (Wire wire = new Wire(port)) {
            wire.sendHead("Transfer-Encoding: chunked\r\n").send("1d\r\ngrant_type=client_credentials\r\n0\r\n\r\n");
            assertThat(wire.answer()).startsWith("HTTP/1.1 200 ");
        }
        try (Wire wire = new Wire(port)) {
            wire.sendHead("Transfer-Encoding: chunked\r\n");
            for (int i = 0; i < 17; i++) {
                wire.send("1000\r\n" + "x".repeat(4_096) + "\r\n");
            }
            assertThat(wire.answer()).startsWith("HTTP/1.1 413 ");
        }
    }

    @Test
    @DisplayName("HTTP-15 a body that stalls issues nothing and ends its connection")
    void aBodyThatStallsIssuesNothing() throws Exception {
        try (Wire wire = new Wire(TOMCAT.getConnector().getLocalPort())) {
            String answer = wire.sendHead("Content-Length: 1000\r\n").send(BODY).answer();
            assertThat(answer).doesNotContain("access_token");
        }
    }

    @Test
    @DisplayName("AUTH-13 repeated header lines reach the endpoint as they are")
    void repeatedHeaderLinesReachTheEndpoint() throws Exception {
        try (Wire wire = new Wire(TOMCAT.getConnector().getLocalPort())) {
            String answer = wire.sendHead(Wire.ACME + "Content-Length: " + BODY.length() + "\r\n")
                    .send(BODY)
                    .answer();
            assertThat(answer).startsWith("HTTP/1.1 400 ").contains("invalid_request");
        }
    }
}
