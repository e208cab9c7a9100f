package io.tokenmint.compatibility.quarkus;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tokenmint.TokenService;
import io.tokenmint.compatibility.Acme;
import io.tokenmint.compatibility.Application;
import io.tokenmint.http.TokenEndpoint;
import io.tokenmint.spi.ClientRegistry;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URL;
import org.junit.jupiter.api.Test;

/** Wired and served by Quarkus, as the recipe says. */
@QuarkusTest
class QuarkusApplicationTest {
    @Inject
    ClientRegistry clients;

    @Inject
    TokenService service;

    @Inject
    TokenEndpoint endpoint;

    @TestHTTPResource
    @SuppressWarnings("NullAway.Init") // Quarkus sets it
    URL server;

    @Test
    void issuesTokens() throws Exception {
        new Application(clients, service, endpoint)
                .issuesTokensAt(server.toString().replaceFirst("/$", ""));
    }

    @Test
    void refusesAWrongSecret() throws Exception {
        assertThat(Acme.unknown().requestToken(new URI(server + "oauth/token")).statusCode())
                .isEqualTo(401);
    }
}
