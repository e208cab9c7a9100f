package io.tokenmint.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariDataSource;
import io.tokenmint.CachingClientStore;
import io.tokenmint.ClientRegistrar;
import io.tokenmint.Introspection;
import io.tokenmint.RegisteredClient;
import io.tokenmint.TokenRequest;
import io.tokenmint.TokenResponse;
import io.tokenmint.TokenService;
import io.tokenmint.TokenSettings;
import io.tokenmint.spi.Scope;
import io.tokenmint.spi.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** A token's whole life on each database, through the service and its cache of clients. */
@Timeout(60)
@ParameterizedClass
@MethodSource("io.tokenmint.store.jdbc.DatabaseType#all")
class MintingTest {
    private final DatabaseType type;
    private final AtomicInteger statements = new AtomicInteger();
    private TestDatabase database;
    private InterceptedDataSource counted;
    private ClientRegistrar registrar;
    private RegisteredClient acme;

    MintingTest(DatabaseType type) {
        this.type = type;
    }

    @BeforeEach
    void start() {
        database = type.open();
        counted = new InterceptedDataSource(database.dataSource(), (connection, method, arguments) -> {
            if (method.startsWith("execute")) {
                statements.incrementAndGet();
            }
        });
        registrar = new ClientRegistrar(database.clients(), TokenSettings.defaults());
        acme = registrar.register(client -> client.tenant("acme").scope(Scope.of("order.order_read")));
    }

    @AfterEach
    void stop() {
        database.close();
    }

    @Test
    void aWarmMintAndAWarmValidationAreOneStatementEach() {
        TokenService service = service(Duration.ofMinutes(10), TokenSettings.defaults());
        String token = mint(service);
        assertThat(statements.getAndSet(0))
                .as("cold: client, authorization (looked for, written, looked for again), token")
                .isEqualTo(
                        type == DatabaseType.H2 ? 6 : 5); // H2 extends the row that may be there before it writes one

        mint(service);
        assertThat(statements.getAndSet(0)).isEqualTo(1);

        assertThat(service.introspect(token)).isInstanceOf(Introspection.Active.class);
        statements.set(0);
        assertThat(service.introspect(token)).isInstanceOf(Introspection.Active.class);
        assertThat(statements.getAndSet(0)).isEqualTo(1);
    }

    @Test
    void aMalformedOrExpiredTokenIsNoStatement() {
        TokenService service = service(Duration.ofMinutes(10), TokenSettings.defaults());
        String token = mint(service);
        TokenService later = service(
                Duration.ofMinutes(10),
                TokenSettings.builder()
                        .clock(Clock.fixed(Instant.now().plus(Duration.ofHours(5)), ZoneOffset.UTC))
                        .build());
        statements.set(0);

        assertThat(service.introspect("no token of ours")).isInstanceOf(Introspection.Inactive.class);
        assertThat(later.introspect(token)).isInstanceOf(Introspection.Inactive.class);

        assertThat(statements).hasValue(0);
    }

    @Test
    void aTokenRevokedOnOneNodeIsInactiveOnAnotherAtOnce() {
        TokenService one = service(Duration.ofMinutes(10), TokenSettings.defaults());
        TokenService other = service(Duration.ofMinutes(10), TokenSettings.defaults());
        String token = mint(one);
        assertThat(other.introspect(token)).isInstanceOf(Introspection.Active.class);

        assertThat(one.revoke(token)).isTrue();

        assertThat(other.introspect(token)).isInstanceOf(Introspection.Inactive.class);
    }

    @Test
    void revokingAllEndsAlsoWhatAStaleNodeMintedMeanwhile() {
        TokenService stale = service(Duration.ofMinutes(10), TokenSettings.defaults());
        mint(stale);
        registrar.revokeAll(acme.client().id());

        String mintedMeanwhile = mint(stale);

        assertThat(service(Duration.ofMinutes(10), TokenSettings.defaults()).introspect(mintedMeanwhile))
                .isInstanceOf(Introspection.Inactive.class);
    }

    @Test
    void aDisabledClientAndARotatedSecretTakeEffectWithinTheAgeOfTheSnapshot() {
        TokenService service = service(Duration.ofMillis(50), TokenSettings.defaults());
        String token = mint(service);
        registrar.rotateSecret(acme.client().id(), Duration.ZERO);
        awaitRefusal(service);

        registrar.disable(acme.client().id());
        while (service.introspect(token) instanceof Introspection.Active) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aDatabaseThatIsGoneHandsOutNothing() {
        TokenService service;
        try (HikariDataSource pool = FaultsTest.pool(database.url(), 1)) {
            service = new TokenService(
                    new CachingClientStore(new JdbcClientStore(pool)),
                    new JdbcTokenStore(pool),
                    TokenSettings.defaults());
            mint(service);
        }

        assertThatExceptionOfType(StoreException.class).isThrownBy(() -> mint(service));
    }

    private TokenService service(Duration snapshotAge, TokenSettings settings) {
        return new TokenService(
                new CachingClientStore(new JdbcClientStore(counted), snapshotAge),
                new JdbcTokenStore(counted),
                settings);
    }

    private String mint(TokenService service) {
        TokenResponse response = service.issue(request());
        assertThat(response).isInstanceOf(TokenResponse.Issued.class);
        return ((TokenResponse.Issued) response).accessToken();
    }

    private void awaitRefusal(TokenService service) {
        while (service.issue(request()) instanceof TokenResponse.Issued) {
            Thread.onSpinWait();
        }
    }

    private TokenRequest request() {
        return TokenRequest.clientCredentials(acme.client().id(), acme.secret());
    }
}
