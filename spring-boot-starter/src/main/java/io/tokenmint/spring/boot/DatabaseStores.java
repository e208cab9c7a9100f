package io.tokenmint.spring.boot;

import io.tokenmint.CachingClientStore;
import io.tokenmint.spi.ClientRegistry;
import io.tokenmint.spi.TokenStore;
import io.tokenmint.store.jdbc.JdbcClientStore;
import io.tokenmint.store.jdbc.JdbcSchema;
import io.tokenmint.store.jdbc.JdbcSettings;
import io.tokenmint.store.jdbc.JdbcTokenStore;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Clients and tokens in the application's database. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBean(DataSource.class)
class DatabaseStores {
    @Bean
    @ConditionalOnMissingBean
    JdbcSettings tokenmintJdbcSettings(TokenmintProperties properties) {
        return JdbcSettings.builder()
                .tablePrefix(properties.jdbc().tablePrefix())
                .build();
    }

    @Bean
    @ConditionalOnProperty("tokenmint.jdbc.create-tables")
    Tables tokenmintTables(DataSource dataSource, JdbcSettings settings) {
        JdbcSchema.create(dataSource, settings);
        return new Tables();
    }

    @Bean
    @ConditionalOnMissingBean(ClientRegistry.class)
    JdbcClientStore tokenmintClients(DataSource dataSource, JdbcSettings settings, ObjectProvider<Tables> tables) {
        tables.getIfAvailable();
        return new JdbcClientStore(dataSource, settings);
    }

    @Bean
    @ConditionalOnMissingBean(TokenStore.class)
    JdbcTokenStore tokenmintTokens(DataSource dataSource, JdbcSettings settings, ObjectProvider<Tables> tables) {
        tables.getIfAvailable();
        return new JdbcTokenStore(dataSource, settings);
    }

    @Bean
    @ConditionalOnMissingBean
    CachingClientStore tokenmintClientCache(ClientRegistry clients, TokenmintProperties properties) {
        return new CachingClientStore(clients, properties.clientMaxAge());
    }

    /** Says that the tables are there: a store asks for it first, since a bean may register clients as soon as it has one. */
    record Tables() {}
}
