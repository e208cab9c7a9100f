package io.tokenmint.spring.boot;

import static io.tokenmint.spring.boot.BootApplication.NO_DATABASE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenmint.RegisteredClient;
import io.tokenmint.TokenEvent;
import io.tokenmint.TokenListener;
import io.tokenmint.spi.ClientRegistry;
import io.tokenmint.spi.StoreException;
import io.tokenmint.spi.TokenStore;
import io.tokenmint.store.jdbc.JdbcClientStore;
import io.tokenmint.store.jdbc.JdbcSchema;
import io.tokenmint.store.jdbc.JdbcSettings;
import io.tokenmint.store.jdbc.JdbcTokenStore;
import io.tokenmint.store.memory.MemoryClientStore;
import io.tokenmint.store.memory.MemoryTokenStore;
import io.tokenmint.testing.databases.PostgresServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Applications that have the starter among their dependencies, over a socket. */
class BootApplicationTest {
    @Test
    void keepsEverythingInMemoryWithoutADataSource() throws Exception {
        try (BootApplication application = BootApplication.start(Shop.class, NO_DATABASE)) {
            issuesAndGuards(application);

            assertThat(application.bean(TokenStore.class)).isInstanceOf(MemoryTokenStore.class);
            assertThat(application.bean(ClientRegistry.class)).isInstanceOf(MemoryClientStore.class);
        }
    }

    @Test
    void keepsEverythingInTheDatabaseOfTheApplication() throws Exception {
        try (BootApplication application = BootApplication.start(
                Shop.class, "spring.datasource.url=jdbc:h2:mem:shop", "tokenmint.jdbc.table-prefix=auth_")) {
            JdbcSchema.create(application.bean(DataSource.class), application.bean(JdbcSettings.class));

            issuesAndGuards(application);

            assertThat(application.bean(TokenStore.class)).isInstanceOf(JdbcTokenStore.class);
            assertThat(application.bean(ClientRegistry.class)).isInstanceOf(JdbcClientStore.class);
            assertThat(application.bean(JdbcSettings.class).tablePrefix()).isEqualTo("auth_");
        }
    }

    @Test
    void makesTheTablesWhenToldTo() throws Exception {
        try (BootApplication application = BootApplication.start(
                Shop.class, "spring.datasource.url=jdbc:h2:mem:made", "tokenmint.jdbc.create-tables=true")) {
            issuesAndGuards(application);
        }
    }

    @Test
    void makesNoTablesUnlessToldTo() {
        try (BootApplication application =
                BootApplication.start(Shop.class, "spring.datasource.url=jdbc:h2:mem:untold")) {
            assertThatThrownBy(application::acme).isInstanceOf(StoreException.class);
        }
    }

    @Test
    @EnabledIf("io.tokenmint.testing.databases.PostgresServer#isAvailable")
    void keepsEverythingInPostgres() throws Exception {
        String url = PostgresServer.shared().newDatabase();
        try (BootApplication application = BootApplication.start(
                Shop.class, "spring.datasource.url=" + url, "tokenmint.jdbc.create-tables=true")) {
            issuesAndGuards(application);
        }
        // once more on the same tables
        try (BootApplication application = BootApplication.start(
                Shop.class, "spring.datasource.url=" + url, "tokenmint.jdbc.create-tables=true")) {
            issuesAndGuards(application);
        }
    }

    @Test
    void issuesTokensOfTheLifetimeInTheProperties() throws Exception {
        try (BootApplication application =
                BootApplication.start(Shop.class, NO_DATABASE, "tokenmint.token-lifetime=10m")) {
            assertThat(application.requestToken(application.acme()).body()).contains("\"expires_in\":599");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "tokenmint.token-lifetime, 1500ms",
        "tokenmint.token-lifetime, 400d",
        "tokenmint.client-max-age, 0s",
        "tokenmint.issuer, https://auth.example/",
        "tokenmint.jdbc.table-prefix, drop table"
    })
    void doesNotStartWithAPropertyOutOfItsBoundsAndSaysWhich(String property, String value) {
        assertThatThrownBy(() -> BootApplication.start(
                                Settings.class, "spring.main.web-application-type=none", property + "=" + value)
                        .close())
                .rootCause()
                .hasMessageStartingWith(property + ": ");
    }

    @Test
    void tellsTheListenersOfTheApplication() throws Exception {
        try (BootApplication application = BootApplication.start(ShopThatListens.class, NO_DATABASE)) {
            application.token(application.acme());

            assertThat(application.bean(ShopThatListens.class).events)
                    .singleElement()
                    .isInstanceOf(TokenEvent.Issued.class);
        }
    }

    @Test
    void mountsTheOtherEndpointsWhenItHasAnIssuer() throws Exception {
        try (BootApplication application =
                BootApplication.start(Shop.class, NO_DATABASE, "tokenmint.issuer=http://localhost")) {
            assertThat(application
                            .get("/.well-known/oauth-authorization-server")
                            .body())
                    .contains(
                            "\"issuer\":\"http://localhost\"",
                            "\"token_endpoint\":\"http://localhost/oauth/token\"",
                            "\"introspection_endpoint\":\"http://localhost/oauth/introspect\"",
                            "\"revocation_endpoint\":\"http://localhost/oauth/revoke\"");
            assertThat(application.get("/oauth/introspect").statusCode()).isEqualTo(405);
            assertThat(application.get("/oauth/revoke").statusCode()).isEqualTo(405);
        }
    }

    @Test
    void mountsRevocationOnlyWhenItsIssuerIsEmpty() throws Exception {
        try (BootApplication application = BootApplication.start(Shop.class, NO_DATABASE, "tokenmint.issuer=")) {
            assertThat(application.get("/oauth/revoke").statusCode()).isEqualTo(405);
            assertThat(application.get("/oauth/introspect").statusCode()).isNotEqualTo(405);
        }
    }

    /** The starter alone, without a server. */
    @Configuration(proxyBeanMethods = false)
    @Import(TokenmintAutoConfiguration.class)
    static class Settings {}

    @Configuration(proxyBeanMethods = false)
    static class ShopThatListens extends Shop {
        final Queue<TokenEvent> events = new ConcurrentLinkedQueue<>();

        @Bean
        TokenListener listener() {
            return events::add;
        }
    }

    private static void issuesAndGuards(BootApplication application) throws IOException, InterruptedException {
        RegisteredClient acme = application.acme();
        String token = application.token(acme);

        assertThat(application.get("/orders").statusCode()).isEqualTo(401);
        HttpResponse<String> orders = application.get("/orders", "Authorization", "Bearer " + token);
        assertThat(orders.statusCode()).isEqualTo(200);
        assertThat(orders.body()).isEqualTo("orders of " + acme.clientId());
    }
}
