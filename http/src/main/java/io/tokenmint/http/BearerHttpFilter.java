package io.tokenmint.http;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsExchange;
import io.tokenmint.http.AccessDecision.Denied;
import io.tokenmint.http.AccessDecision.Granted;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Mounts a {@link BearerGuard} in the server that comes with the JDK.
 *
 * <pre>{@code
 * server.createContext("/orders", orders).getFilters().add(new BearerHttpFilter(guard));
 * }</pre>
 *
 * <p>The handler finds the caller with {@link #granted}, and sees the client id as the user name of the exchange's principal. It gets an
 * exchange of its own that passes everything else on, because the attributes of the server's exchanges belong to the context
 * and are seen by other requests. A {@link TenantSource} sees the whole path. The body is not read: a token in a form is
 * neither used nor noticed.
 */
@SuppressWarnings("exports") // who mounts it in that server has its module
public final class BearerHttpFilter extends Filter {
    private final BearerGuard guard;
    private final Function<HttpExchange, Optional<String>> source;

    /**
     * A filter.
     *
     * @param guard decides
     */
    public BearerHttpFilter(BearerGuard guard) {
        this(guard, EndpointHandler::peer);
    }

    private BearerHttpFilter(BearerGuard guard, Function<HttpExchange, Optional<String>> source) {
        this.guard = guard;
        this.source = source;
    }

    /**
     * The same filter behind something that knows better where requests come from, for the audit of denied requests. Unless
     * this is set, it is the address of the peer.
     *
     * @param from finds the client's address, as for {@link EndpointHandler#withSource}
     * @return a copy
     */
    public BearerHttpFilter withSource(Function<HttpExchange, Optional<String>> from) {
        return new BearerHttpFilter(guard, from);
    }

    /**
     * The caller of a request that a filter let through.
     *
     * @param exchange the exchange as the handler got it
     * @return what was granted; empty when no filter guards this exchange
     */
    public static Optional<Granted> granted(HttpExchange exchange) {
        if (exchange instanceof BearerExchange plain) {
            return Optional.of(plain.granted());
        }
        return exchange instanceof BearerTlsExchange tls ? Optional.of(tls.granted()) : Optional.empty();
    }

    @Override
    public String description() {
        return "lets in requests with a good Bearer token";
    }

    @Override
    public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
        AccessDecision decision = guard.decide(neutral(exchange));
        if (decision instanceof Granted granted) {
            BearerExchange guarded = new BearerExchange(exchange, granted, guard.realm());
            chain.doFilter(exchange instanceof HttpsExchange tls ? new BearerTlsExchange(tls, guarded) : guarded);
        } else if (decision instanceof Denied denied) {
            write(exchange, denied);
        }
    }

    private AccessRequest neutral(HttpExchange exchange) {
        String path = exchange.getRequestURI().getRawPath();
        String query = exchange.getRequestURI().getRawQuery();
        return new AccessRequest(
                name -> exchange.getRequestHeaders().getOrDefault(name, List.of()),
                path == null ? "" : path,
                query == null ? "" : query,
                false,
                () -> source.apply(exchange));
    }

    private void write(HttpExchange exchange, Denied denied) throws IOException {
        try (exchange) {
            byte[] body = body(exchange, denied);
            denied.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(denied.status(), body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                try (OutputStream out = exchange.getResponseBody()) {
                    out.write(body);
                }
            }
        }
    }

    private byte[] body(HttpExchange exchange, Denied denied) {
        Optional<ErrorBody.Content> body = guard.body(denied);
        if (body.isEmpty() || exchange.getRequestMethod().equals("HEAD")) {
            return new byte[0];
        }
        exchange.getResponseHeaders().set("Content-Type", body.get().mediaType());
        return body.get().text().getBytes(StandardCharsets.UTF_8);
    }
}
