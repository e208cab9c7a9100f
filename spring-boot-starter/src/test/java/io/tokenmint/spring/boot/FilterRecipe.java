package io.tokenmint.spring.boot;

import io.tokenmint.TokenService;
import io.tokenmint.http.BearerFilter;
import io.tokenmint.http.BearerGuard;
import io.tokenmint.http.TokenVerifier;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class FilterRecipe {
    @Bean
    FilterRegistrationBean<BearerFilter> guardOfOrders(TokenService service) {
        BearerGuard guard = BearerGuard.builder(TokenVerifier.inProcess(service))
                .allOf("order.order_read")
                .build();
        FilterRegistrationBean<BearerFilter> filter = new FilterRegistrationBean<>(new BearerFilter(guard));
        filter.addUrlPatterns("/orders");
        return filter;
    }
}
