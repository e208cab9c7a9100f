package io.tokenmint.compatibility.injection;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmint.TokenService;
import io.tokenmint.compatibility.Application;
import io.tokenmint.http.TokenEndpoint;
import io.tokenmint.spi.ClientRegistry;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Wired by Weld, as the recipe says. */
class WeldTest {
    private final WeldContainer container =
            new Weld().disableDiscovery().beanClasses(CdiRecipe.class).initialize();

    @AfterEach
    void shutDown() {
        container.shutdown();
    }

    @Test
    void issuesTokens() throws Exception {
        application().issuesTokens();
    }

    @Test
    void hasOneOfEachPart() {
        assertThat(application()).isEqualTo(application());
    }

    private Application application() {
        return new Application(
                container.select(ClientRegistry.class).get(),
                container.select(TokenService.class).get(),
                container.select(TokenEndpoint.class).get());
    }
}
