package io.tokenmint.spring.boot;

import io.tokenmint.spi.ClientRegistry;
import io.tokenmint.spi.TokenStore;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** {@code tokenmint} among the application's health, where Spring Boot 3 has it: down while a store cannot be read. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(HealthIndicator.class)
class HealthOnBoot3 {
    @Bean
    @ConditionalOnMissingBean(name = "tokenmintHealthIndicator")
    HealthIndicator tokenmintHealthIndicator(ClientRegistry clients, TokenStore tokens) {
        StoresProbe probe = new StoresProbe(clients, tokens);
        return new AbstractHealthIndicator("a store cannot be read") {
            @Override
            protected void doHealthCheck(Health.Builder health) {
                probe.read();
                health.up();
            }
        };
    }
}
