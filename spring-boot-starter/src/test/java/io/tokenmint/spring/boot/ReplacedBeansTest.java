package io.tokenmint.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.tokenmint.CachingClientStore;
import io.tokenmint.ClientRegistrar;
import io.tokenmint.TokenService;
import io.tokenmint.TokenSettings;
import io.tokenmint.http.EndpointSettings;
import io.tokenmint.http.IntrospectionEndpoint;
import io.tokenmint.http.MetadataEndpoint;
import io.tokenmint.http.RevocationEndpoint;
import io.tokenmint.http.ServerMetadata;
import io.tokenmint.http.TokenEndpoint;
import io.tokenmint.micrometer.MicrometerTokenListener;
import io.tokenmint.spi.ClientRegistry;
import io.tokenmint.spi.TokenStore;
import io.tokenmint.store.jdbc.JdbcSettings;
import io.tokenmint.store.memory.MemoryClientStore;
import io.tokenmint.store.memory.MemoryTokenStore;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** An application may bring each part itself. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplacedBeansTest {
    private BootApplication application;

    @BeforeAll
    void start() {
        application = BootApplication.start(
                ShopWithPartsOfItsOwn.class,
                "spring.datasource.url=jdbc:h2:mem:own",
                "tokenmint.issuer=https://auth.example");
    }

    @AfterAll
    void close() {
        application.close();
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                TokenSettings.class,
                EndpointSettings.class,
                ServerMetadata.class,
                JdbcSettings.class,
                ClientRegistry.class,
                CachingClientStore.class,
                TokenStore.class,
                TokenService.class,
                ClientRegistrar.class,
                TokenEndpoint.class,
                IntrospectionEndpoint.class,
                RevocationEndpoint.class,
                MetadataEndpoint.class,
                MicrometerTokenListener.class
            })
    void aPartOfTheApplicationIsTheOnlyOne(Class<?> part) {
        assertThat(application.context().getBeanNamesForType(part)).containsExactly("own" + part.getSimpleName());
    }

    @Test
    void noOtherPartIsLeft() {
        assertThat(application.context().getBeanDefinitionNames())
                .filteredOn(name -> name.matches("tokenmint[A-Z].*"))
                .containsExactlyInAnyOrder(
                        "tokenmintEndpointPaths",
                        "tokenmintServlets",
                        "tokenmintHealthIndicator",
                        "tokenmintWebSecurityCustomizer");
    }

    @Test
    void theEndpointIsTheApplications() throws Exception {
        assertThat(application.requestToken(application.acme()).body()).contains("\"expires_in\":299");
    }

    @Configuration(proxyBeanMethods = false)
    static class ShopWithPartsOfItsOwn extends Shop {
        @Bean
        TokenSettings ownTokenSettings() {
            return TokenSettings.builder().tokenLifetime(Duration.ofMinutes(5)).build();
        }

        @Bean
        EndpointSettings ownEndpointSettings() {
            return EndpointSettings.builder().realm("shop").build();
        }

        @Bean
        ServerMetadata ownServerMetadata() {
            return ServerMetadata.of("https://shop.example");
        }

        @Bean
        JdbcSettings ownJdbcSettings() {
            return JdbcSettings.defaults();
        }

        @Bean
        ClientRegistry ownClientRegistry() {
            return new MemoryClientStore();
        }

        @Bean
        CachingClientStore ownCachingClientStore(ClientRegistry clients) {
            return new CachingClientStore(clients);
        }

        @Bean
        TokenStore ownTokenStore() {
            return new MemoryTokenStore();
        }

        @Bean
        TokenService ownTokenService(ClientRegistry clients, TokenStore tokens, TokenSettings settings) {
            return new TokenService(clients, tokens, settings);
        }

        @Bean
        ClientRegistrar ownClientRegistrar(ClientRegistry clients, TokenSettings settings) {
            return new ClientRegistrar(clients, settings);
        }

        @Bean
        TokenEndpoint ownTokenEndpoint(TokenService service, EndpointSettings settings) {
            return new TokenEndpoint(service, settings);
        }

        @Bean
        IntrospectionEndpoint ownIntrospectionEndpoint(
                TokenService service, ServerMetadata metadata, EndpointSettings settings) {
            return new IntrospectionEndpoint(service, metadata, settings);
        }

        @Bean
        RevocationEndpoint ownRevocationEndpoint(TokenService service, EndpointSettings settings) {
            return new RevocationEndpoint(service, settings);
        }

        @Bean
        MetadataEndpoint ownMetadataEndpoint(TokenService service, ServerMetadata metadata, EndpointSettings settings) {
            return new MetadataEndpoint(service, metadata, settings);
        }

        @Bean
        MicrometerTokenListener ownMicrometerTokenListener(MeterRegistry registry) {
            return new MicrometerTokenListener(registry);
        }
    }
}
