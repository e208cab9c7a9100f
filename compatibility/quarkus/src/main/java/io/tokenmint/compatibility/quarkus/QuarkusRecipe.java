package io.tokenmint.compatibility.quarkus;

import io.tokenmint.TokenService;
import io.tokenmint.TokenSettings;
import io.tokenmint.http.EndpointSettings;
import io.tokenmint.http.TokenEndpoint;
import io.tokenmint.spi.ClientRegistry;
import io.tokenmint.spi.TokenStore;
import io.tokenmint.store.memory.MemoryClientStore;
import io.tokenmint.store.memory.MemoryTokenStore;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

@Dependent
class QuarkusRecipe {
    @Produces
    @Singleton
    ClientRegistry clients() {
        return new MemoryClientStore();
    }

    @Produces
    @Singleton
    TokenStore tokens() {
        return new MemoryTokenStore();
    }

    @Produces
    @Singleton
    TokenSettings settings() {
        return TokenSettings.defaults();
    }

    @Produces
    @Singleton
    TokenService tokenService(ClientRegistry clients, TokenStore tokens, TokenSettings settings) {
        return new TokenService(clients, tokens, settings);
    }

    @Produces
    @Singleton
    TokenEndpoint tokenEndpoint(TokenService service) {
        return new TokenEndpoint(service, EndpointSettings.defaults());
    }
}
