package io.tokenmint.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tokenmint.ClientRegistrar;
import io.tokenmint.RegisteredClient;
import io.tokenmint.TokenError;
import io.tokenmint.TokenEvent;
import io.tokenmint.TokenRequest;
import io.tokenmint.TokenResponse;
import io.tokenmint.TokenService;
import io.tokenmint.TokenSettings;
import io.tokenmint.spi.Scope;
import io.tokenmint.spi.StoreException;
import io.tokenmint.store.memory.MemoryClientStore;
import io.tokenmint.store.memory.MemoryTokenStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MicrometerTokenListenerTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final MicrometerTokenListener listener = new MicrometerTokenListener(registry);

    @Test
    @DisplayName("SEC-08 what a service does is timed, and no tag holds anything from a request")
    void whatAServiceDoesIsTimed() {
        MemoryClientStore clients = new MemoryClientStore();
        TokenSettings settings = TokenSettings.builder().listener(listener).build();
        TokenService service = new TokenService(clients, new MemoryTokenStore(), settings);
        RegisteredClient acme =
                new ClientRegistrar(clients, settings).register(client -> client.scope(Scope.of("a.read")));
        TokenRequest request = TokenRequest.clientCredentials(acme.clientId(), acme.secret());

        String token = ((TokenResponse.Issued) service.issue(request)).accessToken();
        service.issue(TokenRequest.clientCredentials("canary-id", "canary-secret"));
        service.issue(request.withScope("canary-scope"));
        service.introspect(token);
        service.introspect("canary-token");
        service.revoke(token);
        service.authenticate(request.credentials(), Optional.empty());
        TokenService broken = new TokenService(
                id -> {
                    throw new StoreException("connection refused: start the database");
                },
                new MemoryTokenStore(),
                settings);
        assertThatThrownBy(() -> broken.issue(request)).isInstanceOf(StoreException.class);
        listener.on(new TokenEvent.AccessDenied(
                Instant.EPOCH, Duration.ZERO, Optional.of(acme.clientId()), Optional.empty(), 403, "other_tenant"));

        assertThat(count("tokenmint.requests", "outcome", "issued")).isEqualTo(1);
        assertThat(count("tokenmint.requests", "method", "client_secret_post")).isEqualTo(3);
        assertThat(count("tokenmint.requests", "reason", "unknown_client")).isEqualTo(1);
        assertThat(count("tokenmint.authentications", "method", "client_secret_post"))
                .isEqualTo(1);
        assertThat(count("tokenmint.failures", "verb", "issue")).isEqualTo(1);
        assertThat(count("tokenmint.failures", "reason", "store_failed")).isEqualTo(1);
        assertThat(count("tokenmint.requests", "error", "invalid_scope")).isEqualTo(1);
        assertThat(count("tokenmint.introspections", "outcome", "active")).isEqualTo(1);
        assertThat(count("tokenmint.introspections", "reason", "malformed")).isEqualTo(1);
        assertThat(count("tokenmint.revocations", "outcome", "revoked")).isEqualTo(1);
        assertThat(count("tokenmint.denials", "reason", "other_tenant")).isEqualTo(1);
        assertThat(registry.getMeters())
                .extracting(Meter::getId)
                .allSatisfy(id ->
                        assertThat(id.toString()).doesNotContain("canary", acme.clientId(), acme.secret(), token));
    }

    @Test
    void reasonsOfAHostsOwnDoNotGrowWithoutBound() {
        for (int i = 0; i < 1_000; i++) {
            listener.on(new TokenEvent.Refused(
                    Instant.EPOCH,
                    Duration.ZERO,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    TokenError.INVALID_GRANT,
                    "reason-" + i));
        }

        assertThat(registry.getMeters()).hasSize(MicrometerTokenListener.MAX_REASONS + 1);
        assertThat(count("tokenmint.requests", "reason", "other"))
                .isEqualTo(1_000 - MicrometerTokenListener.MAX_REASONS);
    }

    private long count(String name, String tag, String value) {
        return registry.get(name).tag(tag, value).timers().stream()
                .mapToLong(timer -> timer.count())
                .sum();
    }
}
