package io.tokenmint.quickstart;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;

/** Sends those elsewhere for whom the workers have no room, or no time any more. */
final class Refusals extends Filter {
    @Override
    public String description() {
        return "Answers 503 where the workers took no more";
    }

    @Override
    public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
        if (Workers.mustRefuse()) {
            refuse(exchange);
        } else {
            chain.doFilter(exchange);
        }
    }

    private static void refuse(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Retry-After", "1");
            exchange.getResponseHeaders().set("Connection", "close");
            exchange.sendResponseHeaders(503, -1);
        }
    }
}
