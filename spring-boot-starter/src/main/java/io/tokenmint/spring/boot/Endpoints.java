package io.tokenmint.spring.boot;

import io.tokenmint.TokenService;
import io.tokenmint.http.Endpoint;
import io.tokenmint.http.EndpointServlet;
import io.tokenmint.http.EndpointSettings;
import io.tokenmint.http.IntrospectionEndpoint;
import io.tokenmint.http.MetadataEndpoint;
import io.tokenmint.http.RevocationEndpoint;
import io.tokenmint.http.ServerMetadata;
import io.tokenmint.http.TokenEndpoint;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/** The endpoints as servlets, beside what Spring serves. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(Servlet.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class Endpoints {
    private static final String INTROSPECTION = "/oauth/introspect";
    private static final String REVOCATION = "/oauth/revoke";

    @Bean
    @ConditionalOnMissingBean
    EndpointSettings tokenmintEndpointSettings() {
        return EndpointSettings.defaults();
    }

    @Bean
    @ConditionalOnMissingBean
    @Conditional(HasIssuer.class)
    ServerMetadata tokenmintServerMetadata(TokenmintProperties properties) {
        String issuer = properties.issuer();
        return ServerMetadata.of(issuer)
                .withIntrospectionEndpoint(issuer + INTROSPECTION)
                .withRevocationEndpoint(issuer + REVOCATION);
    }

    @Bean
    @ConditionalOnMissingBean
    TokenEndpoint tokenmintTokenEndpoint(TokenService service, EndpointSettings settings) {
        return new TokenEndpoint(service, settings);
    }

    @Bean
    @ConditionalOnMissingBean
    RevocationEndpoint tokenmintRevocationEndpoint(TokenService service, EndpointSettings settings) {
        return new RevocationEndpoint(service, settings);
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean(ServerMetadata.class)
    IntrospectionEndpoint tokenmintIntrospectionEndpoint(
            TokenService service, ServerMetadata metadata, EndpointSettings settings) {
        return new IntrospectionEndpoint(service, metadata, settings);
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean(ServerMetadata.class)
    MetadataEndpoint tokenmintMetadataEndpoint(
            TokenService service, ServerMetadata metadata, EndpointSettings settings) {
        return new MetadataEndpoint(service, metadata, settings);
    }

    @Bean
    @ConditionalOnMissingBean
    EndpointPaths tokenmintEndpointPaths(
            TokenEndpoint token,
            RevocationEndpoint revocation,
            ObjectProvider<IntrospectionEndpoint> introspection,
            ObjectProvider<MetadataEndpoint> metadata,
            ObjectProvider<ServerMetadata> known) {
        Map<String, Endpoint> endpoints = new LinkedHashMap<>();
        endpoints.put("/oauth/token", token);
        endpoints.put(REVOCATION, revocation);
        introspection.ifAvailable(endpoint -> endpoints.put(INTROSPECTION, endpoint));
        known.ifAvailable(service -> metadata.ifAvailable(endpoint -> endpoints.put(service.path(), endpoint)));
        return new EndpointPaths(endpoints);
    }

    @Bean
    ServletContextInitializer tokenmintServlets(EndpointPaths endpoints) {
        return context -> endpoints.byPath().forEach((path, endpoint) -> mount(context, path, endpoint));
    }

    /** An empty property, as a placeholder with an empty default leaves it, is none. */
    static final class HasIssuer implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata annotated) {
            return StringUtils.hasText(context.getEnvironment().getProperty("tokenmint.issuer"));
        }
    }

    private static void mount(ServletContext context, String path, Endpoint endpoint) {
        ServletRegistration.Dynamic registration = context.addServlet(path, new EndpointServlet(endpoint));
        if (registration == null) {
            throw new IllegalStateException("the application has another servlet named " + path + "; rename that one");
        }
        registration.addMapping(path);
    }
}
