package io.tokenmint.compatibility.injection;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmint.TokenService;
import io.tokenmint.compatibility.Application;
import io.tokenmint.http.TokenEndpoint;
import io.tokenmint.spi.ClientRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** Wired by Spring, as the recipe says. */
class SpringTest {
    private final AnnotationConfigApplicationContext context =
            new AnnotationConfigApplicationContext(SpringRecipe.class);

    @AfterEach
    void close() {
        context.close();
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
                context.getBean(ClientRegistry.class),
                context.getBean(TokenService.class),
                context.getBean(TokenEndpoint.class));
    }
}
