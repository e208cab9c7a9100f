package io.tokenmint.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Guice;
import com.google.inject.Injector;
import io.tokenmint.TokenService;
import io.tokenmint.TokenSettings;
import io.tokenmint.spi.ClientRegistry;
import io.tokenmint.store.memory.MemoryClientStore;
import io.tokenmint.store.memory.MemoryTokenStore;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** The service and its stores, wired by each container as the recipes in docs/dependency-injection.md say. */
class InjectionTest {
    @Test
    void byHand() {
        MemoryClientStore clients = new MemoryClientStore();

        new Application(new TokenService(clients, new MemoryTokenStore(), TokenSettings.defaults()), clients)
                .issuesTokens();
    }

    @Test
    void byGuice() {
        Injector injector = Guice.createInjector(new GuiceRecipe());
        TokenService service = injector.getInstance(TokenService.class);

        new Application(service, injector.getInstance(ClientRegistry.class)).issuesTokens();
        assertThat(injector.getInstance(TokenService.class)).isSameAs(service);
    }

    @Test
    void bySpring() {
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(SpringRecipe.class)) {
            TokenService service = context.getBean(TokenService.class);

            new Application(service, context.getBean(ClientRegistry.class)).issuesTokens();
            assertThat(context.getBean(TokenService.class)).isSameAs(service);
        }
    }

    @Test
    void byWeld() {
        try (WeldContainer container =
                new Weld().disableDiscovery().beanClasses(CdiRecipe.class).initialize()) {
            TokenService service = container.select(TokenService.class).get();

            new Application(service, container.select(ClientRegistry.class).get()).issuesTokens();
            assertThat(container.select(TokenService.class).get()).isSameAs(service);
        }
    }
}
