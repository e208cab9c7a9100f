package io.tokenmint.spring.boot;

import io.tokenmint.CachingClientStore;
import io.tokenmint.ClientRegistrar;
import io.tokenmint.TokenListener;
import io.tokenmint.TokenService;
import io.tokenmint.TokenSettings;
import io.tokenmint.spi.ClientRegistry;
import io.tokenmint.spi.ClientStore;
import io.tokenmint.spi.TokenStore;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * A {@link TokenService}, its stores, and in a servlet application its endpoints. With a {@code DataSource} in the application
 * tokens and clients are in that database, whose tables the application creates and cleans up; without one, in memory. With
 * Actuator it has a health indicator and meters. Any of these beans gives way to one of the application of the same type.
 */
@AutoConfiguration(
        afterName = {
            // where Spring Boot 3 and 4 have it
            "org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration"
        })
@EnableConfigurationProperties(TokenmintProperties.class)
@Import({
    DatabaseStores.class,
    MemoryStores.class,
    Meters.class,
    HealthOnBoot3.class,
    HealthOnBoot4.class,
    Endpoints.class,
    BesideSpringSecurity.class
})
public class TokenmintAutoConfiguration {
    /** Made by Spring. */
    public TokenmintAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    TokenSettings tokenmintSettings(TokenmintProperties properties, ObjectProvider<TokenListener> listeners) {
        TokenSettings.Builder settings = TokenSettings.builder().tokenLifetime(properties.tokenLifetime());
        listeners.orderedStream().forEach(settings::listener);
        return settings.build();
    }

    @Bean
    @ConditionalOnMissingBean
    TokenService tokenmintService(
            ClientRegistry clients,
            ObjectProvider<CachingClientStore> cache,
            TokenStore tokens,
            TokenSettings settings) {
        CachingClientStore snapshots = cache.getIfAvailable();
        ClientStore store = snapshots == null ? clients : snapshots;
        return new TokenService(store, tokens, settings);
    }

    @Bean
    @ConditionalOnMissingBean
    ClientRegistrar tokenmintRegistrar(
            ClientRegistry clients, ObjectProvider<CachingClientStore> cache, TokenSettings settings) {
        ClientRegistrar registrar = new ClientRegistrar(clients, settings);
        CachingClientStore snapshots = cache.getIfAvailable();
        return snapshots == null ? registrar : registrar.invalidating(snapshots);
    }
}
