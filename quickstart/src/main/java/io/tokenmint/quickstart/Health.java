package io.tokenmint.quickstart;

import com.sun.net.httpserver.HttpExchange;
import io.tokenmint.spi.StoreException;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a load balancer whether this server can do its work; what is wrong is for the log. */
final class Health extends Page {
    private static final Logger LOG = LoggerFactory.getLogger(Health.class);

    private final Stores stores;

    Health(Stores stores) {
        this.stores = stores;
    }

    @Override
    void get(HttpExchange exchange) throws IOException {
        if (isReadable()) {
            send(exchange, 200, "application/json", "{\"status\":\"up\"}");
        } else {
            exchange.getResponseHeaders().set("Retry-After", "1");
            send(exchange, 503, "application/json", "{\"status\":\"down\"}");
        }
    }

    private boolean isReadable() {
        try {
            stores.read();
            return true;
        } catch (StoreException e) {
            LOG.warn("the health check could not read a store: {}", e.getMessage());
            return false;
        }
    }
}
