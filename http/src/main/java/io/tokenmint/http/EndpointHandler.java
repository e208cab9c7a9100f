package io.tokenmint.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Mounts an {@link Endpoint} in the server that comes with the JDK.
 *
 * <pre>{@code
 * HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 8080), 0);
 * server.createContext("/oauth/token", new EndpointHandler(endpoint));
 * server.setExecutor(Executors.newFixedThreadPool(64));
 * server.start();
 * }</pre>
 *
 * <p>The server answers exactly the path of its context, and 404 for paths below it. Three things are the host's, as system
 * properties before the first server is made: {@code sun.net.httpserver.nodelay=true}, or kept-alive connections answer in
 * about 45 ms; {@code sun.net.httpserver.maxReqTime}, the seconds after which a request that stalls loses its connection and
 * its thread (never, by default); {@code jdk.httpserver.maxConnections}. The executor bounds how many requests run at once;
 * without one the server runs one at a time.
 *
 * <p>Behind a reverse proxy the connection is the proxy's: every client then has one source, and strangers who fail often
 * enough use up the failure limiter for all of them; and a proxy that ends TLS looks like a client without it. Say what the
 * proxy says with {@link #withSource} and {@link #withSecure}, and let no connection in that does not come from it.
 *
 * <pre>{@code
 * EndpointHandler handler = new EndpointHandler(endpoint)
 *         .withSource(exchange -> Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Real-IP")))
 *         .withSecure(exchange -> true);
 * }</pre>
 */
@SuppressWarnings("exports") // who mounts it in that server has its module
public final class EndpointHandler implements HttpHandler {
    private final Endpoint endpoint;
    private final Function<HttpExchange, Optional<String>> source;
    private final Predicate<HttpExchange> secure;

    /**
     * A handler that takes source and security from the connection.
     *
     * @param endpoint answers the requests
     */
    public EndpointHandler(Endpoint endpoint) {
        this(endpoint, EndpointHandler::peer, HttpsExchange.class::isInstance);
    }

    private EndpointHandler(
            Endpoint endpoint, Function<HttpExchange, Optional<String>> source, Predicate<HttpExchange> secure) {
        this.endpoint = endpoint;
        this.source = source;
        this.secure = secure;
    }

    /**
     * The same handler behind something that knows better where requests come from. Unless this is set, it is the address of
     * the peer.
     *
     * @param from finds the client's address in what the proxy writes, never in what a client may write: a header field that
     *     the proxy replaces, or the last entry of a list that it appends to; empty when it is not known, and then nothing
     *     is counted against a source
     * @return a copy
     */
    public EndpointHandler withSource(Function<HttpExchange, Optional<String>> from) {
        return new EndpointHandler(endpoint, from, secure);
    }

    /**
     * The same handler behind something that ends TLS. Unless this is set, it is whether the connection itself uses TLS.
     *
     * @param test whether a request came to the proxy over TLS, by what the proxy writes
     * @return a copy
     */
    public EndpointHandler withSecure(Predicate<HttpExchange> test) {
        return new EndpointHandler(endpoint, source, test);
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

    private EndpointRequest request(HttpExchange exchange) {
        String query = exchange.getRequestURI().getRawQuery();
        return new EndpointRequest(
                exchange.getRequestMethod(),
                query == null ? "" : query,
                name -> exchange.getRequestHeaders().getOrDefault(name, List.of()),
                exchange.getRequestBody(),
                secure.test(exchange),
                source.apply(exchange));
    }

    static Optional<String> peer(HttpExchange exchange) {
        return Optional.of(exchange.getRemoteAddress().getAddress().getHostAddress());
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
