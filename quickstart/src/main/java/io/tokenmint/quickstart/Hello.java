package io.tokenmint.quickstart;

import com.sun.net.httpserver.HttpExchange;
import io.tokenmint.http.AccessDecision.Granted;
import io.tokenmint.http.BearerHttpFilter;
import java.io.IOException;

/** The demo resource: greets whoever the guard in front of it lets in. */
final class Hello extends Page {
    @Override
    void get(HttpExchange exchange) throws IOException {
        Granted caller = BearerHttpFilter.granted(exchange).orElseThrow();
        send(
                exchange,
                200,
                "text/plain; charset=utf-8",
                "Hello, " + caller.clientId() + ". Your token says: " + caller.scope() + "\n");
    }
}
