package io.tokenmint.compatibility.avaje;

import static org.assertj.core.api.Assertions.assertThat;

import io.avaje.inject.BeanScope;
import io.tokenmint.TokenService;
import io.tokenmint.compatibility.Application;
import io.tokenmint.http.TokenEndpoint;
import io.tokenmint.spi.ClientRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Wired by what Avaje generates from the recipe. */
class AvajeTest {
    private final BeanScope scope = BeanScope.builder().build();

    @AfterEach
    void close() {
        scope.close();
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
                scope.get(ClientRegistry.class), scope.get(TokenService.class), scope.get(TokenEndpoint.class));
    }
}
