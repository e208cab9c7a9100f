package io.tokenmint.spring.boot;

import io.tokenmint.TokenService;
import io.tokenmint.http.BearerFilter;
import io.tokenmint.http.BearerGuard;
import io.tokenmint.http.TokenVerifier;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** An application with something to guard. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class Shop {
    @Bean
    FilterRegistrationBean<BearerFilter> guardOfOrders(TokenService service) {
        BearerGuard guard = BearerGuard.builder(TokenVerifier.inProcess(service))
                .allOf("order.order_read")
                .build();
        FilterRegistrationBean<BearerFilter> filter = new FilterRegistrationBean<>(new BearerFilter(guard));
        filter.addUrlPatterns("/orders");
        return filter;
    }

    @RestController
    static class Orders {
        @GetMapping("/orders")
        String orders(HttpServletRequest request) {
            return "orders of " + BearerFilter.granted(request).orElseThrow().clientId();
        }
    }
}
