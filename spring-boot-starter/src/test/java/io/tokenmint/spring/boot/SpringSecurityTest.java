package io.tokenmint.spring.boot;

import static io.tokenmint.spring.boot.BootApplication.NO_DATABASE;
import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmint.RegisteredClient;
import java.net.http.HttpResponse;
import java.security.Principal;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The starter beside Spring Security. */
class SpringSecurityTest {
    @Test
    void itsDefaultsLeaveTheEndpointsOpenAndNothingElse() throws Exception {
        try (BootApplication application = BootApplication.start(ShopWithDefaults.class, NO_DATABASE)) {
            application.token(application.acme());

            assertThat(application.get("/oauth/revoke").statusCode()).isEqualTo(405);
            assertThat(application.get("/orders").statusCode()).isEqualTo(401);
            assertThat(application.get("/oauth/token/").statusCode()).isEqualTo(401);
        }
    }

    @Test
    void itsResourceServerAsksTheServiceInProcess() throws Exception {
        try (BootApplication application = BootApplication.start(ResourceServer.class, NO_DATABASE)) {
            RegisteredClient acme = application.acme();
            String token = application.token(acme);

            HttpResponse<String> orders = application.get("/orders", "Authorization", "Bearer " + token);
            assertThat(orders.statusCode()).isEqualTo(200);
            assertThat(orders.body()).isEqualTo("orders of " + acme.clientId());
            assertThat(application.get("/orders").statusCode()).isEqualTo(401);
            assertThat(application
                            .get("/orders", "Authorization", "Bearer x" + token)
                            .statusCode())
                    .isEqualTo(401);
            assertThat(application
                            .get("/invoices", "Authorization", "Bearer " + token)
                            .statusCode())
                    .isEqualTo(403);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class ShopWithDefaults {
        @RestController
        static class Orders {
            @GetMapping({"/orders", "/invoices"})
            String orders(Principal caller) {
                return "orders of " + caller.getName();
            }
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(ResourceServerRecipe.class)
    static class ResourceServer extends ShopWithDefaults {}
}
