package io.tokenmint.spring.boot;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.configuration.WebSecurityCustomizer;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Lets requests for the endpoints past Spring Security, whose defaults ask for a login and for a CSRF token: the endpoints
 * authenticate their clients themselves, and no browser's session is involved. Nothing else is opened.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(WebSecurityCustomizer.class)
@ConditionalOnBean(EndpointPaths.class)
class BesideSpringSecurity {
    /** Replaced by a bean of the same name. */
    @Bean
    @ConditionalOnMissingBean(name = "tokenmintWebSecurityCustomizer")
    WebSecurityCustomizer tokenmintWebSecurityCustomizer(EndpointPaths endpoints) {
        return security -> security.ignoring()
                .requestMatchers(new EndpointRequests(endpoints.byPath().keySet()));
    }

    /** A record, so that Spring Security's warning names the paths. */
    record EndpointRequests(Set<String> paths) implements RequestMatcher {
        @Override
        public boolean matches(HttpServletRequest request) {
            return paths.contains(request.getServletPath());
        }
    }
}
