package io.tokenmint.acceptance;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.authorization.AuthorityAuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.OpaqueTokenAuthenticationProvider;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;
import org.springframework.security.oauth2.server.resource.introspection.SpringOpaqueTokenIntrospector;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.oauth2.server.resource.web.access.BearerTokenAccessDeniedHandler;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.access.ExceptionTranslationFilter;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;

/**
 * An API in Tomcat behind Spring Security's filters for opaque tokens, which ask the quickstart about each. It wants the scope
 * {@code order.order_read} at {@code /orders} and {@code order.order_ship} at {@code /shipments}, and answers with the name of the
 * caller.
 */
final class SpringResource implements AutoCloseable {
    // Held here, or its level would be forgotten with it.
    private static final Logger CONTAINER_LOG = Logger.getLogger("org.apache");

    private final Tomcat tomcat = new Tomcat();

    SpringResource(RunningQuickstart service, Path folder) throws LifecycleException {
        OpaqueTokenIntrospector introspector = SpringOpaqueTokenIntrospector.withIntrospectionUri(
                        service.resolve("/oauth/introspect").toString())
                .clientId(service.clientId())
                .clientSecret(service.clientSecret())
                .build();
        CONTAINER_LOG.setLevel(Level.OFF);
        tomcat.setBaseDir(folder.toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        Context context = tomcat.addContext("", folder.toString());
        Tomcat.addServlet(context, "api", new Api()).addMapping("/*");
        protect(context, "/orders", introspector, "SCOPE_order.order_read");
        protect(context, "/shipments", introspector, "SCOPE_order.order_ship");
        tomcat.start();
    }

    private static void protect(Context context, String path, OpaqueTokenIntrospector introspector, String authority) {
        BearerTokenAuthenticationFilter authentication = new BearerTokenAuthenticationFilter(
                new ProviderManager(new OpaqueTokenAuthenticationProvider(introspector)));
        ExceptionTranslationFilter answers = new ExceptionTranslationFilter(new BearerTokenAuthenticationEntryPoint());
        answers.setAccessDeniedHandler(new BearerTokenAccessDeniedHandler());
        AuthorizationFilter authorization =
                new AuthorizationFilter(AuthorityAuthorizationManager.hasAuthority(authority));
        FilterDef definition = new FilterDef();
        definition.setFilterName(path);
        definition.setFilter(new FilterChainProxy(new DefaultSecurityFilterChain(
                AnyRequestMatcher.INSTANCE, List.of(authentication, answers, authorization))));
        context.addFilterDef(definition);
        FilterMap mapping = new FilterMap();
        mapping.setFilterName(path);
        mapping.addURLPattern(path);
        mapping.setDispatcher(DispatcherType.REQUEST.name());
        context.addFilterMap(mapping);
    }

    URI resolve(String path) {
        return URI.create("http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + path);
    }

    @Override
    public void close() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
    }

    private static final class Api extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            Authentication caller = SecurityContextHolder.getContext().getAuthentication();
            response.getWriter().print(caller == null ? "nobody" : caller.getName());
        }
    }
}
