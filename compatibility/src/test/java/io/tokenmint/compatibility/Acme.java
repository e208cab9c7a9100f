package io.tokenmint.compatibility;

import io.tokenmint.ClientRegistrar;
import io.tokenmint.RegisteredClient;
import io.tokenmint.TokenSettings;
import io.tokenmint.spi.ClientRegistry;
import io.tokenmint.spi.Scope;

/** A client as every test here needs one. */
final class Acme {
    static final String SCOPE = "order.order_read";

    private Acme() {}

    static RegisteredClient register(ClientRegistry clients) {
        return new ClientRegistrar(clients, TokenSettings.defaults())
                .register(client -> client.tenant("acme").scope(Scope.of(SCOPE)));
    }
}
