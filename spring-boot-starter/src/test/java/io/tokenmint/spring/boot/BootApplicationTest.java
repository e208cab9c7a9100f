package io.tokenmint.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmint.ClientRegistrar;
import io.tokenmint.RegisteredClient;
import io.tokenmint.TokenEvent;
import io.tokenmint.TokenListener;
import io.tokenmint.TokenSettings;
import io.tokenmint.spi.ClientRegistry;
import io.tokenmint.spi.Scope;
import io.tokenmint.spi.TokenStore;
import io.tokenmint.store.jdbc.JdbcClientStore;
import io.tokenmint.store.jdbc.JdbcSchema;
import io.tokenmint.store.jdbc.JdbcSettings;
import io.tokenmint.store.jdbc.JdbcTokenStore;
import io.tokenmint.store.memory.MemoryClientStore;
import io.tokenmint.store.memory.MemoryTokenStore;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Applications that have the starter among their dependencies, over a socket. */
class BootApplicationTest {
    private static final Pattern TOKEN = Pattern.compile("\"access_token\":\"([^\"]+)\"");
    private static final String NO_DATABASE =
            "spring.autoconfigure.exclude=org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration,"
                    + "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration";

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void keepsEverythingInMemoryWithoutADataSource() throws Exception {
        try (ConfigurableApplicationContext application = started(Shop.class, NO_DATABASE)) {
            issuesAndGuards(application);

            assertThat(application.getBean(TokenStore.class)).isInstanceOf(MemoryTokenStore.class);
            assertThat(application.getBean(ClientRegistry.class)).isInstanceOf(MemoryClientStore.class);
        }
    }

    @Test
    void keepsEverythingInTheDatabaseOfTheApplication() throws Exception {
        try (ConfigurableApplicationContext application =
                started(Shop.class, "spring.datasource.url=jdbc:h2:mem:shop", "tokenmint.table-prefix=auth_")) {
            JdbcSchema.create(application.getBean(DataSource.class), application.getBean(JdbcSettings.class));

            issuesAndGuards(application);

            assertThat(application.getBean(TokenStore.class)).isInstanceOf(JdbcTokenStore.class);
            assertThat(application.getBean(ClientRegistry.class)).isInstanceOf(JdbcClientStore.class);
            assertThat(application.getBean(JdbcSettings.class).tablePrefix()).isEqualTo("auth_");
        }
    }

    @Test
    void issuesTokensOfTheLifetimeInTheProperties() throws Exception {
        try (ConfigurableApplicationContext application =
                started(Shop.class, NO_DATABASE, "tokenmint.token-lifetime=10m")) {
            assertThat(token(application, acme(application)).body()).contains("\"expires_in\":599");
        }
    }

    @Test
    void leavesTheBeansOfTheApplicationInPlace() throws Exception {
        try (ConfigurableApplicationContext application =
                started(ShopWithBeansOfItsOwn.class, "spring.datasource.url=jdbc:h2:mem:own")) {
            HttpResponse<String> issued = token(application, acme(application));

            assertThat(issued.body()).contains("\"expires_in\":299");
            assertThat(application.getBean(TokenStore.class)).isInstanceOf(MemoryTokenStore.class);
            assertThat(application.getBean(ClientRegistry.class)).isInstanceOf(MemoryClientStore.class);
        }
    }

    @Test
    void tellsTheListenersOfTheApplication() throws Exception {
        try (ConfigurableApplicationContext application = started(ShopThatListens.class, NO_DATABASE)) {
            token(application, acme(application));

            assertThat(application.getBean(ShopThatListens.class).events)
                    .singleElement()
                    .isInstanceOf(TokenEvent.Issued.class);
        }
    }

    @Test
    void mountsTheOtherEndpointsWhenItHasAnIssuer() throws Exception {
        try (ConfigurableApplicationContext application =
                started(Shop.class, NO_DATABASE, "tokenmint.issuer=http://localhost")) {
            assertThat(get(application, "/.well-known/oauth-authorization-server")
                            .body())
                    .contains(
                            "\"issuer\":\"http://localhost\"",
                            "\"token_endpoint\":\"http://localhost/oauth/token\"",
                            "\"introspection_endpoint\":\"http://localhost/oauth/introspect\"",
                            "\"revocation_endpoint\":\"http://localhost/oauth/revoke\"");
            assertThat(get(application, "/oauth/introspect").statusCode()).isEqualTo(405);
            assertThat(get(application, "/oauth/revoke").statusCode()).isEqualTo(405);
        }
    }

    @Test
    void mountsRevocationOnlyWhenItsIssuerIsEmpty() throws Exception {
        try (ConfigurableApplicationContext application = started(Shop.class, NO_DATABASE, "tokenmint.issuer=")) {
            assertThat(get(application, "/oauth/revoke").statusCode()).isEqualTo(405);
            assertThat(get(application, "/oauth/introspect").statusCode()).isEqualTo(404);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class ShopWithBeansOfItsOwn extends Shop {
        @Bean
        TokenSettings settings() {
            return TokenSettings.builder().tokenLifetime(Duration.ofMinutes(5)).build();
        }

        @Bean
        ClientRegistry clients() {
            return new MemoryClientStore();
        }

        @Bean
        TokenStore tokens() {
            return new MemoryTokenStore();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class ShopThatListens extends Shop {
        final Queue<TokenEvent> events = new ConcurrentLinkedQueue<>();

        @Bean
        TokenListener listener() {
            return events::add;
        }
    }

    private void issuesAndGuards(ConfigurableApplicationContext application) throws IOException, InterruptedException {
        RegisteredClient acme = acme(application);
        HttpResponse<String> issued = token(application, acme);
        assertThat(issued.statusCode()).isEqualTo(200);
        Matcher token = TOKEN.matcher(issued.body());
        assertThat(token.find()).isTrue();

        assertThat(get(application, "/orders").statusCode()).isEqualTo(401);
        HttpResponse<String> orders = get(application, "/orders", "Authorization", "Bearer " + token.group(1));
        assertThat(orders.statusCode()).isEqualTo(200);
        assertThat(orders.body()).isEqualTo("orders of " + acme.clientId());
    }

    private static ConfigurableApplicationContext started(Class<?> application, String... properties) {
        List<String> all = new ArrayList<>(List.of(
                "server.port=0",
                "server.address=127.0.0.1",
                "spring.main.banner-mode=off",
                "spring.jmx.enabled=false",
                "logging.level.root=warn"));
        all.addAll(List.of(properties));
        return new SpringApplicationBuilder(application)
                .properties(all.toArray(String[]::new))
                .run();
    }

    private static RegisteredClient acme(ConfigurableApplicationContext application) {
        return application
                .getBean(ClientRegistrar.class)
                .register(acme -> acme.tenant("acme").scope(Scope.of("order.order_read")));
    }

    private HttpResponse<String> token(ConfigurableApplicationContext application, RegisteredClient acme)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri(application, "/oauth/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials&client_id=" + acme.clientId()
                        + "&client_secret=" + acme.secret()))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    private HttpResponse<String> get(ConfigurableApplicationContext application, String path, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(application, path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static URI uri(ConfigurableApplicationContext application, String path) {
        return URI.create(
                "http://127.0.0.1:" + application.getEnvironment().getRequiredProperty("local.server.port") + path);
    }
}
