package io.tokenmint.quickstart;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets a server finish what it began: once draining, exchanges under way go on and new ones are sent elsewhere. So are those
 * that are too many.
 */
final class Drain extends Filter {
    private final int limit;
    private final Semaphore slots;
    private volatile boolean draining;

    Drain(int limit) {
        this.limit = limit;
        this.slots = new Semaphore(limit);
    }

    @Override
    public String description() {
        return "Finishes exchanges under way before the server stops";
    }

    @Override
    public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
        if (draining || Workers.mustRefuse() || !slots.tryAcquire()) {
            refuse(exchange);
            return;
        }
        try {
            chain.doFilter(exchange);
        } finally {
            slots.release();
        }
    }

    /** Waits until nothing is under way; false when the patience ended first. */
    boolean drain(Duration patience) throws InterruptedException {
        draining = true;
        return slots.tryAcquire(limit, patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void refuse(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Retry-After", "1");
            exchange.getResponseHeaders().set("Connection", "close");
            exchange.sendResponseHeaders(503, -1);
        }
    }
}
