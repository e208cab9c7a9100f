package io.tokenmint.spring.boot;

import io.tokenmint.CachingClientStore;
import io.tokenmint.spi.ClientRegistry;
import io.tokenmint.spi.TokenStore;
import io.tokenmint.store.jdbc.JdbcClientStore;
import io.tokenmint.store.jdbc.JdbcSettings;
import io.tokenmint.store.jdbc.JdbcTokenStore;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Clients and tokens in the application's database. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBean(DataSource.class)
class DatabaseStores {
    @Bean
    @ConditionalOnMissingBean
    JdbcSettings tokenmintJdbcSettings(TokenmintProperties properties) {
        return JdbcSettings.builder().tablePrefix(properties.tablePrefix()).build();
    }

    @Bean
    @ConditionalOnMissingBean(ClientRegistry.class)
    JdbcClientStore tokenmintClients(DataSource dataSource, JdbcSettings settings) {
        return new JdbcClientStore(dataSource, settings);
    }

    @Bean
    @ConditionalOnMissingBean(TokenStore.class)
    JdbcTokenStore tokenmintTokens(DataSource dataSource, JdbcSettings settings) {
        return new JdbcTokenStore(dataSource, settings);
    }

    @Bean
    @ConditionalOnMissingBean
    CachingClientStore tokenmintClientCache(ClientRegistry clients, TokenmintProperties properties) {
        return new CachingClientStore(clients, properties.clientMaxAge());
    }
}
