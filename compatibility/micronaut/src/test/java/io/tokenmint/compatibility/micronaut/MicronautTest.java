package io.tokenmint.compatibility.micronaut;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.tokenmint.TokenService;
import io.tokenmint.compatibility.Acme;
import io.tokenmint.compatibility.Application;
import io.tokenmint.http.TokenEndpoint;
import io.tokenmint.spi.ClientRegistry;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Wired by what Micronaut generates from the recipe, and served by Micronaut itself. */
class MicronautTest {
    private static final EmbeddedServer SERVER = ApplicationContext.run(
            EmbeddedServer.class, Map.of("micronaut.server.host", "127.0.0.1", "micronaut.server.port", -1));

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void issuesTokens() throws Exception {
        application().issuesTokensAt(SERVER.getURL().toString());
    }

    @Test
    void refusesAWrongSecret() throws Exception {
        Acme stranger = Acme.unknown();

        assertThat(stranger.requestToken(SERVER.getURI().resolve("/oauth/token"))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void hasOneOfEachPart() {
        assertThat(application()).isEqualTo(application());
    }

    private static Application application() {
        ApplicationContext context = SERVER.getApplicationContext();
        return new Application(
                context.getBean(ClientRegistry.class),
                context.getBean(TokenService.class),
                context.getBean(TokenEndpoint.class));
    }
}
