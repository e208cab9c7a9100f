package io.tokenmint.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmint.ClientRegistrar;
import io.tokenmint.TokenService;
import io.tokenmint.http.TokenEndpoint;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

/** An application needs neither a database nor Actuator, Micrometer, Spring Security or a server. */
class OptionalPartsTest {
    private static final FilteredClassLoader WITHOUT_THEM = new FilteredClassLoader(
            "io.micrometer",
            "org.springframework.security",
            "org.springframework.boot.actuate",
            "org.springframework.boot.health");
    private static final AutoConfigurations STARTER = AutoConfigurations.of(TokenmintAutoConfiguration.class);

    @Test
    void hasItsEndpointsWithoutThem() {
        new WebApplicationContextRunner()
                .withClassLoader(WITHOUT_THEM)
                .withConfiguration(STARTER)
                .run(context -> assertThat(context.getBeanNamesForType(TokenEndpoint.class))
                        .hasSize(1));
    }

    @Test
    void hasNoHealthNorMetersNorSecurityWithoutThem() {
        new WebApplicationContextRunner()
                .withClassLoader(WITHOUT_THEM)
                .withConfiguration(STARTER)
                .run(context -> assertThat(context.getBeanDefinitionNames())
                        .doesNotContain(
                                "tokenmintHealthIndicator", "tokenmintMeters", "tokenmintWebSecurityCustomizer"));
    }

    @Test
    void hasAServiceAndNoEndpointWithoutAServer() {
        new ApplicationContextRunner().withConfiguration(STARTER).run(context -> {
            assertThat(context.getBeanNamesForType(TokenService.class)).hasSize(1);
            assertThat(context.getBeanNamesForType(ClientRegistrar.class)).hasSize(1);
            assertThat(context.getBeanNamesForType(TokenEndpoint.class)).isEmpty();
        });
    }
}
