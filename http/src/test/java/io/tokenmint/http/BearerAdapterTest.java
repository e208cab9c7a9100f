package io.tokenmint.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tokenmint.TokenResponse;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Both adapters over real sockets: behind each, an application answers with who it thinks is calling, and the body it got. */
class BearerAdapterTest {
    enum Server {
        JDK,
        TOMCAT
    }

    // Held here, or its level would be forgotten with it.
    private static final Logger CONTAINER_LOG = Logger.getLogger("org.apache");

    private final Fixture fixture = new Fixture();
    private final BearerGuard guard = BearerGuard.builder(TokenVerifier.inProcess(fixture.service))
            .realm("orders")
            .tenant(TenantSource.path("/api/{tenant}"))
            .allOf("a.read")
            .errorBody(denied -> new ErrorBody.Content(
                    "application/problem+json;charset=UTF-8", "{\"status\":" + denied.status() + ",\"title\":\"né\"}"))
            .build();
    private final String token = fixture.token("acme");
    private final HttpClient client = HttpClient.newHttpClient();
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final CountDownLatch waiting = new CountDownLatch(1);
    private final CountDownLatch otherAnswered = new CountDownLatch(1);
    private HttpServer jdk;
    private Tomcat tomcat;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        CONTAINER_LOG.setLevel(Level.OFF);
        jdk = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        jdk.createContext("/api", this::answer).getFilters().add(new BearerHttpFilter(guard));
        jdk.createContext("/open", this::answer);
        jdk.setExecutor(executor);
        jdk.start();
        tomcat = new Tomcat();
        tomcat.setBaseDir(folder.toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        Context context = tomcat.addContext("", folder.toString());
        Tomcat.addServlet(context, "application", new Application()).addMapping("/*");
        guard(context, "headers", "/api/*", new BearerFilter(guard));
        guard(context, "forms", "/api/acme/form", new BearerFilter(guard).readingForms());
        tomcat.start();
    }

    private static void guard(Context context, String name, String pattern, BearerFilter filter) {
        FilterDef definition = new FilterDef();
        definition.setFilterName(name);
        definition.setFilter(filter);
        context.addFilterDef(definition);
        FilterMap mapping = new FilterMap();
        mapping.setFilterName(name);
        mapping.addURLPattern(pattern);
        mapping.setDispatcher(DispatcherType.REQUEST.name());
        context.addFilterMap(mapping);
    }

    @AfterEach
    void stop() throws Exception {
        jdk.stop(0);
        executor.shutdownNow();
        tomcat.stop();
        tomcat.destroy();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (exchange.getRequestURI().getPath().endsWith("/wait")) {
                waiting.countDown();
                awaitLatch(otherAnswered);
            }
            byte[] body = exchange.getRequestBody().readAllBytes();
            String answer = BearerHttpFilter.granted(exchange)
                    .map(granted -> granted.clientId() + " " + granted.tenant().orElse("") + " "
                            + exchange.getPrincipal().getUsername() + " "
                            + exchange.getPrincipal().getRealm())
                    .orElse("nobody");
            byte[] bytes = (answer + " " + new String(body, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static final class Application extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            String answer = BearerFilter.granted(request)
                    .map(granted -> granted.clientId() + " " + granted.tenant().orElse("") + " "
                            + request.getUserPrincipal().getName() + " " + request.getRemoteUser() + " "
                            + request.getAuthType() + " " + request.isUserInRole("a.read") + " "
                            + request.isUserInRole("a.admin"))
                    .orElse("nobody");
            response.getOutputStream().write((answer + " ").getBytes(StandardCharsets.UTF_8));
            request.getInputStream().transferTo(response.getOutputStream());
        }
    }

    private HttpRequest.Builder request(Server server, String path) {
        int port = server == Server.JDK
                ? jdk.getAddress().getPort()
                : tomcat.getConnector().getLocalPort();
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("BEAR-01 over a socket: the application knows the caller and reads the whole body")
    void letsARequestThroughAndNamesTheCaller(Server server) throws Exception {
        HttpResponse<String> response = send(request(server, "/api/acme/orders")
                .header("Authorization", "bearer " + token)
                .header("Content-Type", Ask.FORM)
                .POST(HttpRequest.BodyPublishers.ofString("a=b&c=d")));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .isEqualTo(
                        server == Server.JDK
                                ? "acme acme acme orders a=b&c=d"
                                : "acme acme acme acme Bearer true false a=b&c=d");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("BEAR-03 BEAR-10 over a socket: a refusal has the challenge and the body in the host's own format")
    void answersARefusalInTheHostsFormat(Server server) throws Exception {
        HttpResponse<String> response = send(request(server, "/api/acme/orders"));

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().allValues("WWW-Authenticate")).containsExactly("Bearer realm=\"orders\"");
        assertThat(response.headers().firstValue("Content-Type").orElse("").replace(" ", ""))
                .isEqualToIgnoringCase("application/problem+json;charset=UTF-8");
        assertThat(response.body()).isEqualTo("{\"status\":401,\"title\":\"n\u00e9\"}");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("BEAR-03 over a socket: a refused HEAD request has no body")
    void answersHeadWithoutABody(Server server) throws Exception {
        HttpResponse<String> response =
                send(request(server, "/api/acme/orders").method("HEAD", HttpRequest.BodyPublishers.noBody()));

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.body()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("BEAR-06 over a socket: two Authorization lines are malformed")
    void refusesTwoLines(Server server) throws Exception {
        HttpResponse<String> response = send(request(server, "/api/acme/orders")
                .header("Authorization", "Bearer " + token)
                .header("Authorization", "Bearer " + token));

        assertThat(response.statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("BEAR-08 over a socket: a token in the URL is never accepted")
    void refusesATokenInTheUrl(Server server) throws Exception {
        assertThat(send(request(server, "/api/acme/orders?access_token=" + token))
                        .statusCode())
                .isEqualTo(401);
        assertThat(send(request(server, "/api/acme/orders?access_token=" + token)
                                .header("Authorization", "Bearer " + token))
                        .statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("BEAR-12 over a socket: the tenant of the path is the token's, however the path is written")
    void refusesAnotherTenant(Server server) throws Exception {
        for (String path :
                List.of("/api/beta/orders", "/api/%62eta/orders", "/api/beta/../acme/orders", "/api//acme")) {
            HttpResponse<String> response = send(request(server, path).header("Authorization", "Bearer " + token));

            assertThat(response.statusCode()).as(path).isIn(400, 403);
        }
    }

    @Test
    @DisplayName("BEAR-07 a filter that reads forms refuses a token in the header and one in the form")
    void noticesATokenInTheForm() throws Exception {
        HttpRequest.Builder request = request(Server.TOMCAT, "/api/acme/form")
                .header("Content-Type", Ask.FORM)
                .POST(HttpRequest.BodyPublishers.ofString("access_token=abc"));

        assertThat(send(request).statusCode()).isEqualTo(401);
        assertThat(send(request.header("Authorization", "Bearer " + token)).statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @EnumSource
    void knowsNobodyWhereNoFilterIs(Server server) throws Exception {
        assertThat(send(request(server, "/open").header("Authorization", "Bearer " + token))
                        .body())
                .startsWith("nobody");
    }

    @Test
    void keepsCallersOfOneContextApart() throws Exception {
        String other = ((TokenResponse.Issued) fixture.service.issueFor("other")).accessToken();
        CompletableFuture<HttpResponse<String>> first = client.sendAsync(
                request(Server.JDK, "/api/acme/wait")
                        .header("Authorization", "Bearer " + token)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        awaitLatch(waiting);
        HttpResponse<String> second =
                send(request(Server.JDK, "/api/beta/orders").header("Authorization", "Bearer " + other));
        otherAnswered.countDown();

        assertThat(second.body()).isEqualTo("other beta other orders ");
        assertThat(first.get(1, TimeUnit.MINUTES).body()).isEqualTo("acme acme acme orders ");
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
