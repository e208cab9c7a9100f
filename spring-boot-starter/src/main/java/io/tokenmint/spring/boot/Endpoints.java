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
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The endpoints as servlets, beside what Spring serves. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(Servlet.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class Endpoints {
    @Bean
    @ConditionalOnMissingBean
    EndpointSettings tokenmintEndpointSettings() {
        return EndpointSettings.defaults();
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnProperty("tokenmint.issuer")
    ServerMetadata tokenmintServerMetadata(TokenmintProperties properties) {
        return ServerMetadata.of(properties.issuer());
    }

    @Bean
    ServletContextInitializer tokenmintTokenEndpoint(TokenService service, EndpointSettings settings) {
        return context -> mount(context, "/oauth/token", new TokenEndpoint(service, settings));
    }

    @Bean
    @ConditionalOnProperty("tokenmint.issuer")
    ServletContextInitializer tokenmintOtherEndpoints(
            TokenService service, EndpointSettings settings, ServerMetadata metadata) {
        return context -> {
            mount(context, "/oauth/introspect", new IntrospectionEndpoint(service, metadata, settings));
            mount(context, "/oauth/revoke", new RevocationEndpoint(service, settings));
            mount(context, metadata.path(), new MetadataEndpoint(service, metadata, settings));
        };
    }

    private static void mount(ServletContext context, String path, Endpoint endpoint) {
        ServletRegistration.Dynamic registration = context.addServlet(path, new EndpointServlet(endpoint));
        if (registration == null) {
            throw new IllegalStateException("the application has another servlet named " + path + "; rename that one");
        }
        registration.addMapping(path);
    }
}
