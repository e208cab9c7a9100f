package io.tokenmint.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** An introspection endpoint on a real socket that counts its questions; what it answers can be changed. */
final class IntrospectionServer implements AutoCloseable {
    final AtomicInteger questions = new AtomicInteger();

    private final HttpServer server;
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private volatile HttpHandler handler;

    IntrospectionServer(Fixture fixture) {
        this(new EndpointHandler(fixture.introspection()));
    }

    IntrospectionServer(HttpHandler handler) {
        this.handler = handler;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/oauth/introspect", exchange -> {
            questions.incrementAndGet();
            this.handler.handle(exchange);
        });
        server.setExecutor(executor);
        server.start();
    }

    void answerWith(HttpHandler other) {
        handler = other;
    }

    /** An endpoint that says always the same. */
    static HttpHandler saying(int status, String mediaType, String body) {
        return exchange -> say(exchange, status, mediaType, body);
    }

    static HttpHandler saying(String json) {
        return saying(200, "application/json", json);
    }

    private static void say(HttpExchange exchange, int status, String mediaType, String body) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", mediaType);
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/oauth/introspect");
    }

    /** A resource server that may ask about the tokens of the first audience. */
    RemoteIntrospectionBuilder asRs1() {
        return RemoteIntrospection.builder(endpoint(), "rs-1", Fixture.SECRET);
    }

    void stop() {
        server.stop(0);
        executor.shutdownNow();
    }

    @Override
    public void close() {
        stop();
    }
}
