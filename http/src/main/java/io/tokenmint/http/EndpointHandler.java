package io.tokenmint.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/**
 * Mounts an {@link Endpoint} in the server that comes with the JDK.
 *
 * <pre>
 * HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 8080), 0);
 * server.createContext("/oauth/token", new EndpointHandler(endpoint));
 * server.setExecutor(Executors.newFixedThreadPool(64));
 * server.start();
 * </pre>
 *
 * <p>The server answers exactly the path of its context, and 404 for paths below it. Three things are the host's, as system
 * properties before the first server is made: {@code sun.net.httpserver.nodelay=true}, or kept-alive connections answer in
 * about 45 ms; {@code sun.net.httpserver.maxReqTime}, the seconds after which a request that stalls loses its connection and
 * its thread (never, by default); {@code jdk.httpserver.maxConnections}. The executor bounds how many requests run at once;
 * without one the server runs one at a time.
 */
@SuppressWarnings("exports") // who mounts it in that server has its module
public final class EndpointHandler implements HttpHandler {
    private final Endpoint endpoint;

    /**
     * A handler.
     *
     * @param endpoint answers the requests
     */
    public EndpointHandler(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (exchange.getRequestURI()
                    .getPath()
                    .equals(exchange.getHttpContext().getPath())) {
                write(exchange, endpoint.handle(request(exchange)));
            } else {
                exchange.sendResponseHeaders(404, -1);
            }
        }
    }

    private static EndpointRequest request(HttpExchange exchange) {
        String query = exchange.getRequestURI().getRawQuery();
        return new EndpointRequest(
                exchange.getRequestMethod(),
                query == null ? "" : query,
                name -> exchange.getRequestHeaders().getOrDefault(name, List.of()),
                exchange.getRequestBody(),
                exchange instanceof HttpsExchange,
                Optional.of(exchange.getRemoteAddress().getAddress().getHostAddress()));
    }

    private static void write(HttpExchange exchange, EndpointResponse response) throws IOException {
        response.headers().forEach(exchange.getResponseHeaders()::set);
        byte[] body = response.body();
        exchange.sendResponseHeaders(response.status(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        }
    }
}
