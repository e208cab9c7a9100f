package io.tokenmint.compatibility.avaje;

import io.avaje.inject.Bean;
import io.avaje.inject.Factory;
import io.tokenmint.TokenService;
import io.tokenmint.TokenSettings;
import io.tokenmint.http.EndpointSettings;
import io.tokenmint.http.TokenEndpoint;
import io.tokenmint.spi.ClientRegistry;
import io.tokenmint.spi.TokenStore;
import io.tokenmint.store.memory.MemoryClientStore;
import io.tokenmint.store.memory.MemoryTokenStore;

@Factory
class AvajeRecipe {
    @Bean
    ClientRegistry clients() {
        return new MemoryClientStore();
    }

    @Bean
    TokenStore tokens() {
        return new MemoryTokenStore();
    }

    @Bean
    TokenSettings settings() {
        return TokenSettings.defaults();
    }

    @Bean
    TokenService tokenService(ClientRegistry clients, TokenStore tokens, TokenSettings settings) {
        return new TokenService(clients, tokens, settings);
    }

    @Bean
    TokenEndpoint tokenEndpoint(TokenService service) {
        return new TokenEndpoint(service, EndpointSettings.defaults());
    }
}
