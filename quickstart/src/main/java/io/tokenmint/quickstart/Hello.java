package io.tokenmint.quickstart;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.tokenmint.Introspection;
import io.tokenmint.TokenService;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The demo resource: greets whoever has a token, and challenges everybody else as RFC 6750 section 3 says. */
final class Hello implements HttpHandler {
    // RFC 6750 section 2.1; the scheme's letter case does not count (RFC 9110 section 11.1)
    private static final Pattern BEARER = Pattern.compile("(?i:bearer) +([A-Za-z0-9._~+/-]+=*)");

    private final TokenService service;

    Hello(TokenService service) {
        this.service = service;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestMethod().equals("GET")) {
                exchange.getResponseHeaders().set("Allow", "GET");
                exchange.sendResponseHeaders(405, -1);
                return;
            }
            List<String> authorization = exchange.getRequestHeaders().getOrDefault("Authorization", List.of());
            if (authorization.isEmpty()) {
                challenge(exchange, "Bearer realm=\"tokenmint\"");
                return;
            }
            if (bearerToken(authorization).map(service::introspect).orElse(null)
                    instanceof Introspection.Active active) {
                greet(exchange, active);
            } else {
                challenge(exchange, "Bearer realm=\"tokenmint\", error=\"invalid_token\"");
            }
        }
    }

    private static Optional<String> bearerToken(List<String> authorization) {
        Matcher matcher = BEARER.matcher(authorization.get(0));
        return authorization.size() == 1 && matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static void challenge(HttpExchange exchange, String challenge) throws IOException {
        exchange.getResponseHeaders().set("WWW-Authenticate", challenge);
        exchange.sendResponseHeaders(401, -1);
    }

    private static void greet(HttpExchange exchange, Introspection.Active active) throws IOException {
        byte[] text = ("Hello, " + active.clientId() + ". Your token says: " + active.scope() + "\n")
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(200, text.length);
        exchange.getResponseBody().write(text);
    }
}
