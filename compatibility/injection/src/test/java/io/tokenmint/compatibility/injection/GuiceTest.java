package io.tokenmint.compatibility.injection;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Guice;
import com.google.inject.Injector;
import io.tokenmint.TokenService;
import io.tokenmint.compatibility.Application;
import io.tokenmint.http.TokenEndpoint;
import io.tokenmint.spi.ClientRegistry;
import org.junit.jupiter.api.Test;

/** Wired by Guice, as the recipe says. */
class GuiceTest {
    private final Injector injector = Guice.createInjector(new GuiceRecipe());

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
                injector.getInstance(ClientRegistry.class),
                injector.getInstance(TokenService.class),
                injector.getInstance(TokenEndpoint.class));
    }
}
