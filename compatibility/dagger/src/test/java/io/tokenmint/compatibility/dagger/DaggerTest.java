package io.tokenmint.compatibility.dagger;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmint.compatibility.Application;
import org.junit.jupiter.api.Test;

/** Wired by what Dagger generates from the recipe. */
class DaggerTest {
    private final DaggerRecipe component = DaggerDaggerRecipe.create();

    @Test
    void issuesTokens() throws Exception {
        application().issuesTokens();
    }

    @Test
    void hasOneOfEachPart() {
        assertThat(application()).isEqualTo(application());
    }

    private Application application() {
        return new Application(component.clients(), component.tokenService(), component.tokenEndpoint());
    }
}
