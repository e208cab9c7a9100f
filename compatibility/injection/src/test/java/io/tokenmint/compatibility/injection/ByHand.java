package io.tokenmint.compatibility.injection;

import io.tokenmint.TokenService;
import io.tokenmint.TokenSettings;
import io.tokenmint.http.EndpointSettings;
import io.tokenmint.http.TokenEndpoint;
import io.tokenmint.spi.ClientRegistry;
import io.tokenmint.store.memory.MemoryClientStore;
import io.tokenmint.store.memory.MemoryTokenStore;

record ByHand(ClientRegistry clients, TokenService service, TokenEndpoint endpoint) {
    static ByHand wire() {
        ClientRegistry clients = new MemoryClientStore();
        TokenService service = new TokenService(clients, new MemoryTokenStore(), TokenSettings.defaults());
        return new ByHand(clients, service, new TokenEndpoint(service, EndpointSettings.defaults()));
    }
}
