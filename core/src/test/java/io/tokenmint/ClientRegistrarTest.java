package io.tokenmint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tokenmint.spi.Client;
import io.tokenmint.spi.ClientRegistry;
import io.tokenmint.spi.ClientSecret;
import io.tokenmint.spi.ClientSettings;
import io.tokenmint.spi.Scope;
import io.tokenmint.spi.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientRegistrarTest {
    private final Fixture fixture = new Fixture();
    private final ClientRegistrar registrar = fixture.registrar;

    @Test
    void aDedicatedCredentialHoldsAPartOfItsOriginAndLivesOnItsOwn() {
        fixture.acme(client -> client.audiences("https://api1.example")
                .settings(ClientSettings.none().withTokenLifetime(Duration.ofHours(1))));

        RegisteredClient dedicated = registrar.registerDedicated("acme", Scope.of("a.read"));
        registrar.disable("acme");

        assertThat(dedicated.client().tenant()).contains("acme");
        assertThat(dedicated.client().audiences()).containsExactly("https://api1.example");
        assertThat(dedicated.client().settings().tokenLifetime()).contains(Duration.ofHours(1));
        assertThat(fixture.issue(dedicated, ""))
                .isInstanceOfSatisfying(
                        TokenResponse.Issued.class,
                        issued -> assertThat(issued.scope()).isEqualTo(Scope.of("tenant=acme", "a.read")));
    }

    @Test
    void aDedicatedCredentialNeverHoldsMoreThanItsOrigin() {
        fixture.acme();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> registrar.registerDedicated("acme", Scope.of("a.read", "b")));
        assertThatIllegalArgumentException().isThrownBy(() -> registrar.registerDedicated("acme", Scope.empty()));
    }

    @Test
    void anIdIsTakenOnce() {
        fixture.acme();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> registrar.register("acme", client -> client))
                .withMessageContaining("taken");
    }

    @Test
    void rotatingWithoutOverlapEndsTheOldSecretAtOnce() {
        RegisteredClient old = fixture.acme();
        RegisteredClient rotated = registrar.rotateSecret("acme", Duration.ZERO);

        assertThat(fixture.issue(old, "")).isInstanceOf(TokenResponse.Refused.class);
        assertThat(fixture.issue(rotated, "")).isInstanceOf(TokenResponse.Issued.class);
        assertThat(rotated.client()).isEqualTo(fixture.clients.find("acme").orElseThrow());
    }

    @Test
    void rotatingManyTimesKeepsNoMoreSecretsThanAreLive() {
        fixture.acme();
        for (int i = 0; i < 50; i++) {
            registrar.rotateSecret("acme", Duration.ofHours(1));
            fixture.clock.advance(Duration.ofMinutes(31));
        }

        assertThat(fixture.clients.find("acme").orElseThrow().secrets()).hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void aLaterRotationDoesNotProlongAnEarlierOverlap() {
        RegisteredClient first = fixture.acme();
        registrar.rotateSecret("acme", Duration.ofMinutes(10));
        registrar.rotateSecret("acme", Duration.ofHours(10));
        fixture.clock.advance(Duration.ofMinutes(10));

        assertThat(fixture.issue(first, "")).isInstanceOf(TokenResponse.Refused.class);
    }

    @Test
    void whoeverDoesNotExistIsNamedAsTheProblem() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> registrar.disable("nobody"))
                .withMessageContaining("check the id");
        assertThat(registrar.delete("nobody")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"api1", "/relative", "https://api1.example#fragment", "not a uri"})
    void anAudienceIsAnAbsoluteUriWithoutFragment(String audience) {
        assertThatIllegalArgumentException().isThrownBy(() -> registrar.register(client -> client.audiences(audience)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tenant", "tenant=acme", "tenant=beta", "tenant="})
    @DisplayName("SEC-16 a scope that would name a tenant is refused at registration and at every change")
    void aScopeThatNamesATenantIsRefused(String token) {
        fixture.acme();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> registrar.register(client -> client.scope(Scope.of("a.read", token))))
                .withMessageContaining("set the client's tenant");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> registrar.update("acme", client -> client.scope(Scope.of(token))));
        assertThatIllegalArgumentException().isThrownBy(() -> registrar.registerDedicated("acme", Scope.of(token)));
        assertThat(registrar
                        .register(client -> client.scope(Scope.of("tenants", "tenant.read", "Tenant=a")))
                        .client()
                        .scope()
                        .tokens())
                .hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "caf\u00e9", "-a", "a=b", "a\n"})
    void aTenantThatNoScopeTokenCanNameIsRefused(String tenant) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> registrar.register(client -> client.tenant(tenant)))
                .withMessageContaining("a tenant has");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> registrar.register(client -> client.tenant("x".repeat(129))));
    }

    @Test
    void aHashThatNobodyCanCheckIsRefusedWhereverItComesFrom() {
        fixture.acme();
        ClientSecret foreign =
                new ClientSecret("foreign", "{bcrypt}$2b$12$x", Fixture.START, Fixture.START, Optional.empty());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> registrar.importClient("old", foreign.hash(), client -> client))
                .withMessageContaining("secretHash");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> registrar.update("acme", client -> client.secrets(List.of(foreign))))
                .withMessageContaining("secretHash");
    }

    @Test
    void aClientWhoseHashNobodyChecksAnyMoreCanStillBeChanged() {
        ClientSecret foreign =
                new ClientSecret("foreign", "{bcrypt}$2b$12$x", Fixture.START, Fixture.START, Optional.empty());
        fixture.clients.insert(Client.builder("old").secrets(List.of(foreign)).build());

        assertThat(registrar
                        .update("old", client -> client.scope(Scope.of("a")))
                        .scope())
                .isEqualTo(Scope.of("a"));
        assertThat(registrar.disable("old").enabled()).isFalse();
    }

    @Test
    void aClientWithTwoSlowSecretsIsRotatedAndAllThreeWork() {
        Fixture quick = new Fixture(settings -> settings.secretHash(new Pbkdf2SecretHash(1)));
        Pbkdf2SecretHash hash = new Pbkdf2SecretHash(1);
        quick.registrar.registerChosen("two", "first", client -> client.scope(Scope.of("a")));
        ClientSecret second =
                new ClientSecret("second", hash.hash("second"), Fixture.START, Fixture.START, Optional.empty());
        Client client = quick.clients.find("two").orElseThrow();
        quick.registrar.update(
                "two", both -> both.secrets(List.of(client.secrets().get(0), second)));

        RegisteredClient rotated = quick.registrar.rotateSecret("two", Duration.ofHours(1));

        for (String secret : List.of("first", "second", rotated.secret())) {
            assertThat(quick.service.issue(TokenRequest.clientCredentials("two", secret)))
                    .isInstanceOf(TokenResponse.Issued.class);
        }
        quick.clock.advance(Duration.ofHours(1));
        assertThat(quick.service.issue(TokenRequest.clientCredentials("two", "first")))
                .isInstanceOf(TokenResponse.Refused.class);
        assertThat(quick.service.issue(TokenRequest.clientCredentials("two", rotated.secret())))
                .isInstanceOf(TokenResponse.Issued.class);
    }

    @Test
    void aSeventeenthLiveSecretIsRefusedAndTheOthersStay() {
        RegisteredClient acme = fixture.acme();
        for (int i = 1; i < Client.MAX_SECRETS; i++) {
            registrar.rotateSecret("acme", Duration.ofDays(1));
        }

        assertThatIllegalArgumentException()
                .isThrownBy(() -> registrar.rotateSecret("acme", Duration.ofDays(1)))
                .withMessageContaining("remove expired ones");
        assertThat(fixture.issue(acme, "")).isInstanceOf(TokenResponse.Issued.class);
        assertThat(registrar.rotateSecret("acme", Duration.ZERO).client().secrets())
                .hasSize(1);
    }

    @Test
    void anOverlapIsFromZeroToTenYears() {
        fixture.acme();

        for (Duration overlap : List.of(
                Duration.ofMillis(-1), Duration.ofDays(3_650).plusMillis(1), Duration.ofSeconds(Long.MAX_VALUE))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> registrar.rotateSecret("acme", overlap))
                    .withMessageContaining("ten years");
        }
        assertThat(registrar
                        .rotateSecret("acme", Duration.ofDays(3_650))
                        .client()
                        .secrets())
                .hasSize(2);
    }

    @Test
    void anIdleTimeBeyondTheLifetimeIsRefusedAtRegistration() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> registrar.register(client -> client.settings(ClientSettings.none()
                        .withTokenLifetime(Duration.ofSeconds(60))
                        .withSessionIdleTime(Duration.ofSeconds(61)))))
                .withMessageContaining("idle");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> registrar.register(client -> client.settings(ClientSettings.none()
                        .withTokenLifetime(Duration.ofSeconds(60))
                        .withIdleExpiry(true))));
        assertThat(registrar.register(
                        client -> client.settings(ClientSettings.none().withTokenLifetime(Duration.ofSeconds(60)))))
                .isNotNull();
    }

    @Test
    void aDisabledClientGetsNothingUntilItIsEnabledAndThenGoesOnAsBefore() {
        RegisteredClient acme = fixture.acme();
        String token = fixture.token(acme);

        assertThat(registrar.disable("acme").enabled()).isFalse();
        assertThat(Fixture.errorOf(fixture.issue(acme, ""))).isEqualTo(TokenError.INVALID_CLIENT);
        assertThat(fixture.isActive(token)).isFalse();
        assertThat(registrar.enable("acme").enabled()).isTrue();

        assertThat(fixture.issue(acme, "")).isInstanceOf(TokenResponse.Issued.class);
        assertThat(fixture.isActive(token)).isTrue();
    }

    @Test
    void clientsAreListedPageByPageInTheOrderOfTheirIds() {
        List<String> ids = List.of("A", "a", "b", "b-1", "c");
        ids.forEach(id -> registrar.register(id, client -> client));
        List<String> paged = new ArrayList<>();
        List<Client> page = registrar.list("", 2);
        while (!page.isEmpty()) {
            page.forEach(client -> paged.add(client.id()));
            page = registrar.list(paged.get(paged.size() - 1), 2);
        }

        assertThat(paged).isEqualTo(ids);
        assertThat(registrar.list("", 5)).hasSize(5);
        assertThat(registrar.list("c", 1)).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> registrar.list("", 0))
                .withMessageContaining("limit");
    }

    @Test
    void aLifetimeBeyondTheLongestIsRefusedAtRegistration() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> registrar.register(
                        client -> client.settings(ClientSettings.none().withTokenLifetime(Duration.ofDays(31)))))
                .withMessageContaining("maxTokenLifetime");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> registrar.register(
                        client -> client.settings(ClientSettings.none().withTokenLifetime(Duration.ofSeconds(1)))));
    }

    @Test
    void changesOfTwoRegistrarsAreBothKept() {
        fixture.acme();
        Client readBefore = fixture.clients.find("acme").orElseThrow();
        registrar.disable("acme");

        assertThat(fixture.clients.update(
                        readBefore.toBuilder().scope(Scope.of("b")).build()))
                .isFalse();
        registrar.update("acme", client -> client.scope(Scope.of("b")));

        assertThat(fixture.clients.find("acme")).hasValueSatisfying(client -> {
            assertThat(client.enabled()).isFalse();
            assertThat(client.scope()).isEqualTo(Scope.of("b"));
            assertThat(client.version()).isEqualTo(readBefore.version() + 2);
        });
    }

    @Test
    void whoReadAnEarlierClientOfTheIdDoesNotReplaceTheNewOne() {
        Client earlier = fixture.acme().client();
        registrar.delete("acme");
        Client anew = fixture.acme(client -> client.enabled(false)).client();

        assertThat(fixture.clients.update(earlier)).isFalse();
        assertThat(fixture.clients.find("acme")).contains(anew);
    }

    @Test
    void aRaceThatIsLostAgainAndAgainIsReported() {
        Client client = fixture.acme().client();
        ClientRegistrar unlucky = new ClientRegistrar(new AlwaysChanged(client), fixture.settings);

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> unlucky.disable("acme"))
                .withMessageContaining("try again");
    }

    private record AlwaysChanged(Client client) implements ClientRegistry {
        @Override
        public Optional<Client> find(String clientId) {
            return Optional.of(client);
        }

        @Override
        public boolean insert(Client client) {
            return false;
        }

        @Override
        public boolean update(Client client) {
            return false;
        }

        @Override
        public boolean delete(String clientId) {
            return false;
        }

        @Override
        public List<Client> list(String after, int limit) {
            return List.of();
        }
    }

    @Test
    void aNodeSeesTheChangesOfItsOwnRegistrarAtOnce() {
        CachingClientStore cache = new CachingClientStore(fixture.clients);
        TokenService service = new TokenService(cache, fixture.tokens, fixture.settings);
        ClientRegistrar own = registrar.invalidating(cache);
        RegisteredClient acme = own.register(client -> client.scope(Scope.of("a")));
        TokenRequest request = TokenRequest.clientCredentials(acme.clientId(), acme.secret());
        assertThat(service.issue(request)).isInstanceOf(TokenResponse.Issued.class);

        own.disable(acme.clientId());

        assertThat(service.issue(request)).isInstanceOf(TokenResponse.Refused.class);
    }

    @Test
    void aSecretIsAcceptedByANodeWhoseClockIsBehind() {
        RegisteredClient acme = fixture.acme();
        fixture.clock.set(Fixture.START.minus(Duration.ofMinutes(4)));

        assertThat(fixture.issue(acme, "")).isInstanceOf(TokenResponse.Issued.class);
        assertThat(acme.client().secrets().get(0).createdAt()).isEqualTo(Instant.parse("2026-11-23T10:00:00.250Z"));
    }
}
