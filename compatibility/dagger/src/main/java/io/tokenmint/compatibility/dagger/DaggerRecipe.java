package io.tokenmint.compatibility.dagger;

import dagger.Component;
import dagger.Module;
import dagger.Provides;
import io.tokenmint.TokenService;
import io.tokenmint.TokenSettings;
import io.tokenmint.http.EndpointSettings;
import io.tokenmint.http.TokenEndpoint;
import io.tokenmint.spi.ClientRegistry;
import io.tokenmint.spi.TokenStore;
import io.tokenmint.store.memory.MemoryClientStore;
import io.tokenmint.store.memory.MemoryTokenStore;
import jakarta.inject.Singleton;

@Singleton
@Component(modules = DaggerRecipe.Parts.class)
interface DaggerRecipe {
    ClientRegistry clients();

    TokenService tokenService();

    TokenEndpoint tokenEndpoint();

    @Module
    interface Parts {
        @Provides
        @Singleton
        static ClientRegistry clients() {
            return new MemoryClientStore();
        }

        @Provides
        @Singleton
        static TokenStore tokens() {
            return new MemoryTokenStore();
        }

        @Provides
        @Singleton
        static TokenSettings settings() {
            return TokenSettings.defaults();
        }

        @Provides
        @Singleton
        static TokenService tokenService(ClientRegistry clients, TokenStore tokens, TokenSettings settings) {
            return new TokenService(clients, tokens, settings);
        }

        @Provides
        @Singleton
        static TokenEndpoint tokenEndpoint(TokenService service) {
            return new TokenEndpoint(service, EndpointSettings.defaults());
        }
    }
}
