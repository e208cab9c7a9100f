package io.tokenmint.example.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.tokenmint.CachingClientStore;
import io.tokenmint.ClientRegistrar;
import io.tokenmint.Introspection;
import io.tokenmint.RegisteredClient;
import io.tokenmint.TokenRequest;
import io.tokenmint.TokenResponse;
import io.tokenmint.TokenService;
import io.tokenmint.TokenSettings;
import io.tokenmint.spi.ClientRegistry;
import io.tokenmint.spi.Scope;
import io.tokenmint.spi.StoreException;
import io.tokenmint.spi.TokenStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service on both stores, from the registration of a client to the clean-up. */
class RedisServiceTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2030-01-01T00:00:00Z"), ZoneOffset.UTC);
    private static final int LIMIT = 1_000;

    @TempDir
    Path folder;

    private final TokenSettings settings = TokenSettings.builder().clock(CLOCK).build();
    private TestServer server;
    private ClientRegistry clients;
    private TokenStore tokens;
    private TokenService service;

    @BeforeEach
    void start() {
        server = new TestServer(folder);
        use(server.client(server.port()));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void use(RedisClient redis) {
        redis.setOptions(ClientOptions.builder()
                .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .build());
        StatefulRedisConnection<String, String> connection = redis.connect();
        clients = new RedisClientRegistry(connection);
        tokens = new RedisTokenStore(connection);
        service = new TokenService(new CachingClientStore(clients), tokens, settings);
    }

    @Test
    void issuesShowsAndRevokesATokenOfARegisteredClient() {
        String token = issued();

        assertThat(service.introspect(token))
                .isInstanceOfSatisfying(
                        Introspection.Active.class,
                        active -> assertThat(active.scope()).isEqualTo(Scope.of("tenant=acme", "order.order_read")));
        assertThat(service.revoke(token)).isTrue();
        assertThat(service.introspect(token)).isNotInstanceOf(Introspection.Active.class);
    }

    @Test
    void handsOutNoTokenThatRedisMayNotHave() {
        TokenRequest request = request();
        server.stop();

        assertThatExceptionOfType(StoreException.class).isThrownBy(() -> service.issue(request));
    }

    @Test
    void cleansUpWhatExpired() {
        String token = issued();

        deleteExpired(tokens, Clock.offset(CLOCK, Duration.ofHours(4)));
        assertThat(service.introspect(token)).isInstanceOf(Introspection.Active.class);
        deleteExpired(tokens, Clock.offset(CLOCK, Duration.ofHours(6)));
        assertThat(service.introspect(token)).isNotInstanceOf(Introspection.Active.class);
    }

    /** An hour late, because the clock of the node that cleans up may be ahead. */
    private static void deleteExpired(TokenStore tokens, Clock clock) {
        Instant before = clock.instant().minus(Duration.ofHours(1));
        int deleted = LIMIT;
        while (deleted >= LIMIT) {
            deleted = tokens.deleteExpired(before, LIMIT);
        }
    }

    private String issued() {
        if (service.issue(request()) instanceof TokenResponse.Issued issued) {
            return issued.accessToken();
        }
        throw new AssertionError("refused");
    }

    private TokenRequest request() {
        RegisteredClient client = new ClientRegistrar(clients, settings)
                .register(builder -> builder.tenant("acme").scope(Scope.of("order.order_read")));
        return TokenRequest.clientCredentials(client.clientId(), client.secret());
    }
}
