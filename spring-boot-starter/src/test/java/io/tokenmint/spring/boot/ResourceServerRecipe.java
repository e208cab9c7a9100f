package io.tokenmint.spring.boot;

import io.tokenmint.Introspection;
import io.tokenmint.TokenService;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.core.OAuth2TokenIntrospectionClaimNames;
import org.springframework.security.oauth2.server.resource.introspection.BadOpaqueTokenException;
import org.springframework.security.oauth2.server.resource.introspection.OAuth2IntrospectionAuthenticatedPrincipal;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;
import org.springframework.security.web.SecurityFilterChain;

@Configuration(proxyBeanMethods = false)
class ResourceServerRecipe {
    @Bean
    SecurityFilterChain guardOfOrders(HttpSecurity http) throws Exception {
        return http.authorizeHttpRequests(requests -> requests.requestMatchers("/orders")
                        .hasAuthority("SCOPE_order.order_read")
                        .anyRequest()
                        .denyAll())
                .oauth2ResourceServer(server -> server.opaqueToken(Customizer.withDefaults()))
                .build();
    }

    @Bean
    OpaqueTokenIntrospector introspector(TokenService service) {
        return token -> {
            if (service.introspect(token) instanceof Introspection.Active active) {
                return new OAuth2IntrospectionAuthenticatedPrincipal(
                        active.clientId(),
                        Map.of(
                                OAuth2TokenIntrospectionClaimNames.IAT, active.issuedAt(),
                                OAuth2TokenIntrospectionClaimNames.EXP, active.expiresAt()),
                        AuthorityUtils.createAuthorityList(active.scope().tokens().stream()
                                .map(scope -> "SCOPE_" + scope)
                                .toArray(String[]::new)));
            }
            throw new BadOpaqueTokenException("the token is not active");
        };
    }
}
