package io.tokenmint.compatibility.injection;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import io.tokenmint.TokenService;
import io.tokenmint.TokenSettings;
import io.tokenmint.http.EndpointSettings;
import io.tokenmint.http.TokenEndpoint;
import io.tokenmint.spi.ClientRegistry;
import io.tokenmint.spi.ClientStore;
import io.tokenmint.spi.TokenStore;
import io.tokenmint.store.memory.MemoryClientStore;
import io.tokenmint.store.memory.MemoryTokenStore;
import jakarta.inject.Singleton;

final class GuiceRecipe extends AbstractModule {
    @Override
    protected void configure() {
        bind(ClientRegistry.class).toInstance(new MemoryClientStore());
        bind(ClientStore.class).to(ClientRegistry.class);
        bind(TokenStore.class).toInstance(new MemoryTokenStore());
        bind(TokenService.class).in(Singleton.class);
    }

    @Provides
    @Singleton
    TokenSettings settings() {
        return TokenSettings.defaults();
    }

    @Provides
    @Singleton
    TokenEndpoint tokenEndpoint(TokenService service) {
        return new TokenEndpoint(service, EndpointSettings.defaults());
    }
}
