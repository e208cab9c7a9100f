package io.tokenmint.spring.boot;

import io.micrometer.core.instrument.MeterRegistry;
import io.tokenmint.micrometer.MicrometerTokenListener;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Meters, where the application has a registry for them. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(MeterRegistry.class)
class Meters {
    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean(MeterRegistry.class)
    MicrometerTokenListener tokenmintMeters(MeterRegistry registry) {
        return new MicrometerTokenListener(registry);
    }
}
