package io.tokenmint.spring.boot;

import io.tokenmint.http.BearerFilter;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** An application with something to guard, which our filter does; Spring Security lets that through and no more. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(FilterRecipe.class)
class Shop {
    @Bean
    SecurityFilterChain leaveOrdersToTheGuard(HttpSecurity http) throws Exception {
        return http.authorizeHttpRequests(requests -> requests.requestMatchers("/orders", "/actuator/**")
                        .permitAll()
                        .anyRequest()
                        .denyAll())
                .build();
    }

    @RestController
    static class Orders {
        @GetMapping("/orders")
        String orders(HttpServletRequest request) {
            return "orders of " + BearerFilter.granted(request).orElseThrow().clientId();
        }
    }
}
