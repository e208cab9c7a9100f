package io.tokenmint.compatibility.micronaut;

import io.micronaut.context.annotation.Factory;
import io.tokenmint.TokenService;
import io.tokenmint.TokenSettings;
import io.tokenmint.http.EndpointSettings;
import io.tokenmint.http.TokenEndpoint;
import io.tokenmint.spi.ClientRegistry;
import io.tokenmint.spi.TokenStore;
import io.tokenmint.store.memory.MemoryClientStore;
import io.tokenmint.store.memory.MemoryTokenStore;
import jakarta.inject.Singleton;

@Factory
class MicronautRecipe {
    @Singleton
    ClientRegistry clients() {
        return new MemoryClientStore();
    }

    @Singleton
    TokenStore tokens() {
        return new MemoryTokenStore();
    }

    @Singleton
    TokenSettings settings() {
        return TokenSettings.defaults();
    }

    @Singleton
    TokenService tokenService(ClientRegistry clients, TokenStore tokens, TokenSettings settings) {
        return new TokenService(clients, tokens, settings);
    }

    @Singleton
    TokenEndpoint tokenEndpoint(TokenService service) {
        return new TokenEndpoint(service, EndpointSettings.defaults());
    }
}
