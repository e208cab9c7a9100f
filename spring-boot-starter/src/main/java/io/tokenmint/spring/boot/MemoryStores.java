package io.tokenmint.spring.boot;

import io.tokenmint.spi.ClientRegistry;
import io.tokenmint.spi.TokenStore;
import io.tokenmint.store.memory.MemoryClientStore;
import io.tokenmint.store.memory.MemoryTokenStore;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Clients and tokens in memory, where the application has no database. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnMissingBean(DataSource.class)
class MemoryStores {
    @Bean
    @ConditionalOnMissingBean(ClientRegistry.class)
    MemoryClientStore tokenmintClients() {
        return new MemoryClientStore();
    }

    @Bean
    @ConditionalOnMissingBean(TokenStore.class)
    MemoryTokenStore tokenmintTokens() {
        return new MemoryTokenStore();
    }
}
