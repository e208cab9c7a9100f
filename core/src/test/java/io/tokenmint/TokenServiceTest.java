package io.tokenmint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.tokenmint.spi.AnswerShape;
import io.tokenmint.spi.AuthenticationMethod;
import io.tokenmint.spi.Authorization;
import io.tokenmint.spi.ClientSettings;
import io.tokenmint.spi.Scope;
import io.tokenmint.spi.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenServiceTest {
    private final Fixture fixture = new Fixture();

    @Test
    void issuesWhatThePublishedAnswerPromises() {
        RegisteredClient acme = fixture.acme();

        TokenResponse response = fixture.issue(acme, "tenant=acme");

        assertThat(response).isInstanceOfSatisfying(TokenResponse.Issued.class, issued -> {
            assertThat(issued.accessToken()).matches("[A-Za-z0-9_-]{36}");
            assertThat(issued.tokenType()).isEqualTo("Bearer");
            assertThat(issued.expiresIn()).isEqualTo(14_399);
            assertThat(issued.sessionIdleTime()).isEqualTo(120);
            assertThat(issued.scope()).hasToString("tenant=acme a.read a.write");
            assertThat(issued.shape()).isEqualTo(AnswerShape.SERVICE);
        });
    }

    @Test
    void introspectsWhatItIssued() {
        RegisteredClient acme = fixture.acme();
        String token = fixture.token(acme);

        assertThat(fixture.service.introspect(token)).isInstanceOfSatisfying(Introspection.Active.class, active -> {
            assertThat(active.clientId()).isEqualTo("acme");
            assertThat(active.scope()).isEqualTo(Scope.of("tenant=acme", "a.read", "a.write"));
            assertThat(active.issuedAt()).isEqualTo(Fixture.START);
            assertThat(active.expiresAt()).isEqualTo(Instant.parse("2026-11-23T14:00:01Z"));
            assertThat(active.client()).isEqualTo(acme.client());
        });
    }

    @Test
    void revokedTokensAreNotActiveAndRevokingTwiceSaysSo() {
        String token = fixture.token(fixture.acme());

        assertThat(fixture.service.revoke(token)).isTrue();
        assertThat(fixture.service.revoke(token)).isFalse();
        assertThat(fixture.isActive(token)).isFalse();
    }

    @Test
    @DisplayName("PARAM-18 issuing does not revoke earlier tokens")
    void issuingDoesNotRevokeEarlierTokens() {
        RegisteredClient acme = fixture.acme();
        String first = fixture.token(acme);
        String second = fixture.token(acme);

        assertThat(fixture.isActive(first)).isTrue();
        assertThat(fixture.isActive(second)).isTrue();
    }

    @Test
    void aHostThatVouchesForAClientNeedsNoSecret() {
        fixture.acme();

        assertThat(fixture.service.issueFor("acme", List.of("a.read")))
                .isInstanceOfSatisfying(
                        TokenResponse.Issued.class,
                        issued -> assertThat(issued.scope()).isEqualTo(Scope.of("tenant=acme", "a.read")));
    }

    @Test
    void nothingNeverComesToMeanEverything() {
        fixture.acme();

        assertThatIllegalArgumentException().isThrownBy(() -> fixture.service.issueFor("acme", List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> fixture.service.issueFor("acme", List.of("")));
        assertThat(fixture.service.issueFor("acme")).isInstanceOf(TokenResponse.Issued.class);
    }

    @Test
    void aHostCannotVouchForADisabledOrUnknownClient() {
        fixture.acme();
        fixture.registrar.disable("acme");

        assertThat(Fixture.errorOf(fixture.service.issueFor("acme"))).isEqualTo(TokenError.INVALID_CLIENT);
        assertThat(Fixture.errorOf(fixture.service.issueFor("nobody"))).isEqualTo(TokenError.INVALID_CLIENT);
    }

    @Test
    void revokingAllEndsEveryTokenOfTheClientAndNoOther() {
        RegisteredClient acme = fixture.acme();
        RegisteredClient other = fixture.registrar.register(client -> client.scope(Scope.of("b")));
        String token = fixture.token(acme);
        String untouched = fixture.token(other);

        fixture.registrar.revokeAll("acme");

        assertThat(fixture.isActive(token)).isFalse();
        assertThat(fixture.reason()).isEqualTo("generation_ended");
        assertThat(fixture.isActive(untouched)).isTrue();
        assertThat(fixture.isActive(fixture.token(acme))).isTrue();
    }

    @Test
    void aTokenRecordsTheGenerationItWasMintedFromNotTheOneInTheStore() {
        RegisteredClient acme = fixture.acme();
        CachingClientStore stale = new CachingClientStore(fixture.clients);
        TokenService otherNode = new TokenService(stale, fixture.tokens, fixture.settings);
        otherNode.issue(TokenRequest.clientCredentials("acme", acme.secret()));

        fixture.registrar.revokeAll("acme");
        TokenResponse mintedMeanwhile = otherNode.issue(TokenRequest.clientCredentials("acme", acme.secret()));

        assertThat(fixture.isActive(((TokenResponse.Issued) mintedMeanwhile).accessToken()))
                .isFalse();
    }

    @Test
    void clientSettingsComeBeforeTheService() {
        RegisteredClient acme = fixture.acme(client -> client.settings(ClientSettings.none()
                .withTokenLifetime(Duration.ofHours(1))
                .withSessionIdleTime(Duration.ofSeconds(60))
                .withAnswerShape(AnswerShape.STRICT)));

        assertThat(fixture.issue(acme, "")).isInstanceOfSatisfying(TokenResponse.Issued.class, issued -> {
            assertThat(issued.expiresIn()).isEqualTo(3_599);
            assertThat(issued.sessionIdleTime()).isEqualTo(60);
            assertThat(issued.shape()).isEqualTo(AnswerShape.STRICT);
        });
    }

    @Test
    void aClientThatIsAllowedMoreThanTheLongestLifetimeIsAMisconfigurationThatSaysSo() {
        Fixture strict = new Fixture(
                settings -> settings.tokenLifetime(Duration.ofHours(1)).maxTokenLifetime(Duration.ofHours(2)));
        RegisteredClient acme = strict.acme();
        strict.clients.update(strict.clients.find("acme").orElseThrow().toBuilder()
                .settings(ClientSettings.none().withTokenLifetime(Duration.ofHours(3)))
                .build());

        assertThatThrownBy(() -> strict.issue(acme, ""))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("maxTokenLifetime");
    }

    @ParameterizedTest
    @CsvSource({"1, false", "2, true", "7200, true", "7201, false"})
    void aGrantChoosesALifetimeFromTwoSecondsToTheLongest(long seconds, boolean good) {
        Fixture chosen = new Fixture(settings -> settings.tokenLifetime(Duration.ofHours(1))
                .maxTokenLifetime(Duration.ofHours(2))
                .grant(new LifetimeGrant(Duration.ofSeconds(seconds))));
        RegisteredClient acme = chosen.acme(client -> client.grantTypes("urn:example:lifetime"));
        TokenRequest request = TokenRequest.of("urn:example:lifetime")
                .withCredentials(new ClientCredentials("acme", acme.secret(), AuthenticationMethod.CLIENT_SECRET_POST));

        if (good) {
            assertThat(chosen.service.issue(request))
                    .isInstanceOfSatisfying(
                            TokenResponse.Issued.class,
                            issued -> assertThat(issued.expiresIn()).isEqualTo(seconds - 1));
        } else {
            assertThatThrownBy(() -> chosen.service.issue(request))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("2 seconds");
        }
        assertThat(chosen.service.grantTypes()).containsExactlyInAnyOrder("client_credentials", "urn:example:lifetime");
    }

    private record LifetimeGrant(Duration lifetime) implements Grant {
        @Override
        public String grantType() {
            return "urn:example:lifetime";
        }

        @Override
        public Authorization approve(TokenRequest request, ClientProfile client, Instant now) {
            Authorization usual = client.authorize("", List.of());
            return new Authorization(
                    usual.clientId(), usual.generation(), usual.scope(), usual.audience(), lifetime, "");
        }
    }

    @Test
    void aGrantOfTheHostsOwnIsOneClass() {
        Fixture withGrant = new Fixture(settings -> settings.grant(new PairingGrant()));
        RegisteredClient acme =
                withGrant.acme(client -> client.grantTypes(ClientCredentialsGrant.GRANT_TYPE, PairingGrant.GRANT_TYPE));
        TokenRequest request = TokenRequest.of(PairingGrant.GRANT_TYPE)
                .withCredentials(TokenRequest.clientCredentials("acme", acme.secret())
                        .credentials()
                        .orElseThrow());

        TokenResponse paired = withGrant.service.issue(request.withParameters(Map.of("pairing_code", List.of("1234"))));

        assertThat(Fixture.errorOf(withGrant.service.issue(request))).isEqualTo(TokenError.INVALID_REQUEST);
        assertThat(Fixture.errorOf(withGrant.service.issue(
                        request.withParameters(Map.of("pairing_code", List.of("1234", "1234"))))))
                .isEqualTo(TokenError.INVALID_REQUEST);
        assertThat(withGrant.service.introspect(((TokenResponse.Issued) paired).accessToken()))
                .isInstanceOfSatisfying(
                        Introspection.Active.class,
                        active -> assertThat(active.token().authorization().details())
                                .isEqualTo("paired"));
    }

    /** What a host writes to add a grant. */
    private static final class PairingGrant implements Grant {
        static final String GRANT_TYPE = "urn:example:pairing";

        @Override
        public String grantType() {
            return GRANT_TYPE;
        }

        @Override
        public Authorization approve(TokenRequest request, ClientProfile client, Instant now) {
            if (request.parameter("pairing_code").isEmpty()) {
                throw new Refusal(TokenError.INVALID_REQUEST, "no_code", "Send pairing_code.");
            }
            Authorization usual = client.authorize("", List.of());
            return new Authorization(
                    usual.clientId(),
                    usual.generation(),
                    usual.scope(),
                    usual.audience(),
                    Duration.ofMinutes(5),
                    "paired");
        }
    }

    @Test
    void aTokenFormatOfTheHostsOwnWorksThroughout() {
        Fixture prefixed = new Fixture(settings -> settings.tokenFormat(new PrefixedFormat()));
        String token = prefixed.token(prefixed.acme());

        assertThat(token).startsWith("tm_");
        assertThat(prefixed.isActive(token)).isTrue();
        assertThat(prefixed.isActive(token.substring(3))).isFalse();
    }

    private static final class PrefixedFormat implements TokenFormat {
        private final TokenFormat plain = new ExpiringTokenFormat();

        @Override
        public String mint(int slot, byte[] random) {
            return "tm_" + plain.mint(slot, random);
        }

        @Override
        public OptionalInt slot(String token) {
            return token.startsWith("tm_") ? plain.slot(token.substring(3)) : OptionalInt.empty();
        }
    }

    @Test
    @DisplayName("SEC-13 a store that fails yields no token")
    void aStoreThatFailsYieldsNoToken() {
        RegisteredClient acme = fixture.acme();
        TokenService broken = new TokenService(fixture.clients, new FailingTokenStore(), fixture.settings);

        assertThatThrownBy(() -> broken.issue(TokenRequest.clientCredentials("acme", acme.secret())))
                .isInstanceOf(StoreException.class);
        assertThat(fixture.events).noneMatch(TokenEvent.Issued.class::isInstance);
    }

    @Test
    void aListenerThatFailsChangesNothing() {
        Fixture withFault = new Fixture(settings -> settings.listener(event -> {
            throw new NoClassDefFoundError("listener fault");
        }));

        assertThat(withFault.token(withFault.acme())).isNotEmpty();
        assertThat(withFault.events).hasSize(1);
    }

    @Test
    @DisplayName("SEC-11 events say who, when, how and what came of it")
    void eventsSayWhoWhenHowAndWhatCameOfIt() {
        RegisteredClient acme = fixture.acme();
        fixture.service.issue(
                TokenRequest.clientCredentials("acme", acme.secret()).withSource("192.0.2.1"));
        fixture.service.issue(TokenRequest.clientCredentials("acme", "wrong").withSource("192.0.2.2"));

        assertThat(fixture.events.get(0)).isInstanceOfSatisfying(TokenEvent.Issued.class, event -> {
            assertThat(event.at()).isEqualTo(Fixture.START);
            assertThat(event.took()).isPositive();
            assertThat(event.clientId()).isEqualTo("acme");
            assertThat(event.secretId()).contains(acme.client().secrets().get(0).id());
            assertThat(event.method()).contains(AuthenticationMethod.CLIENT_SECRET_POST);
            assertThat(event.source()).contains("192.0.2.1");
            assertThat(event.grantType()).isEqualTo("client_credentials");
        });
        assertThat(fixture.events.get(1)).isInstanceOfSatisfying(TokenEvent.Refused.class, event -> {
            assertThat(event.clientId()).contains("acme");
            assertThat(event.source()).contains("192.0.2.2");
            assertThat(event.method()).contains(AuthenticationMethod.CLIENT_SECRET_POST);
            assertThat(event.error()).isEqualTo(TokenError.INVALID_CLIENT);
            assertThat(event.reason()).isEqualTo("wrong_secret");
        });
    }

    @Test
    @DisplayName(
            "SEC-11 events say how a client showed its secret, and that it showed none where the host vouched for it")
    void eventsSayHowAClientAuthenticated() {
        RegisteredClient acme = fixture.acme();
        ClientCredentials basic =
                new ClientCredentials("acme", acme.secret(), AuthenticationMethod.CLIENT_SECRET_BASIC);

        fixture.service.issue(TokenRequest.of("client_credentials").withCredentials(basic));
        fixture.service.authenticate(Optional.of(basic), Optional.empty());
        fixture.service.issueFor("acme");
        fixture.service.issue(TokenRequest.of("client_credentials"));

        assertThat(fixture.events)
                .extracting(event -> event instanceof TokenEvent.Issued issued
                        ? issued.method()
                        : event instanceof TokenEvent.Refused refused
                                ? refused.method()
                                : Optional.of(((TokenEvent.Authenticated) event).method()))
                .containsExactly(
                        Optional.of(AuthenticationMethod.CLIENT_SECRET_BASIC),
                        Optional.of(AuthenticationMethod.CLIENT_SECRET_BASIC),
                        Optional.empty(),
                        Optional.empty());
    }

    @Test
    @DisplayName("SEC-11 what fails is an event: who asked, for what, and why")
    void whatFailsIsAnEvent() {
        RegisteredClient acme = fixture.acme();
        String token = fixture.token(acme);
        ClientCredentials secret =
                new ClientCredentials("acme", acme.secret(), AuthenticationMethod.CLIENT_SECRET_POST);
        TokenRequest request =
                TokenRequest.of("client_credentials").withCredentials(secret).withSource("192.0.2.1");
        Caller caller = new Caller(acme.client(), Optional.of("192.0.2.1"));
        TokenService noTokens = new TokenService(fixture.clients, new FailingTokenStore(), fixture.settings);
        TokenService noClients = new TokenService(
                id -> {
                    throw new IllegalStateException("not wired");
                },
                fixture.tokens,
                fixture.settings);
        fixture.events.clear();

        assertFails(StoreException.class, () -> noTokens.issue(request));
        assertFails(StoreException.class, () -> noTokens.issueFor("acme"));
        assertFails(StoreException.class, () -> noTokens.introspect(token));
        assertFails(StoreException.class, () -> noTokens.introspect(token, caller));
        assertFails(StoreException.class, () -> noTokens.revoke(token));
        assertFails(StoreException.class, () -> noTokens.revoke(token, caller));
        assertFails(
                IllegalStateException.class,
                () -> noClients.authenticate(Optional.of(secret), Optional.of("192.0.2.1")));

        assertThat(fixture.events)
                .map(TokenEvent.Failed.class::cast)
                .allSatisfy(failed -> {
                    assertThat(failed.at()).isEqualTo(Fixture.START);
                    assertThat(failed.took()).isPositive();
                })
                .extracting(
                        TokenEvent.Failed::verb,
                        failed -> failed.clientId().orElse("the host"),
                        failed -> failed.source().orElse("unknown"),
                        TokenEvent.Failed::reason)
                .containsExactly(
                        tuple("issue", "acme", "192.0.2.1", "store_failed"),
                        tuple("issue", "acme", "unknown", "store_failed"),
                        tuple("introspect", "the host", "unknown", "store_failed"),
                        tuple("introspect", "acme", "192.0.2.1", "store_failed"),
                        tuple("revoke", "the host", "unknown", "store_failed"),
                        tuple("revoke", "acme", "192.0.2.1", "store_failed"),
                        tuple("authenticate", "acme", "192.0.2.1", "fault"));
    }

    private static void assertFails(Class<? extends Exception> fault, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(fault);
    }

    @Test
    @DisplayName(
            "REV-03 REV-04 a client revokes its own tokens, and those of others count as revoked once they are not good")
    void aClientRevokesItsOwnTokens() {
        RegisteredClient acme = fixture.acme();
        RegisteredClient other = fixture.registrar.register(client -> client.scope(Scope.of("b")));
        String token = fixture.token(acme);

        assertThatThrownBy(() -> fixture.service.revoke(token, Caller.vouchedFor(other.client())))
                .isInstanceOf(Refusal.class);
        assertThat(fixture.isActive(token)).isTrue();
        fixture.registrar.revokeAll("acme");
        assertThat(fixture.service.revoke(token, Caller.vouchedFor(other.client())))
                .isFalse();
        assertThat(fixture.service.revoke(token, Caller.vouchedFor(acme.client())))
                .isTrue();
    }

    @Test
    void textsOfAFormatThatAreNotAsciiAreNobodysToken() {
        Fixture loose = new Fixture(settings -> settings.tokenFormat(new LooseFormat()));
        String token = loose.token(loose.acme());
        String twin = token.substring(0, 35) + (char) (token.charAt(35) + 0x100);

        assertThat(loose.isActive(token)).isTrue();
        assertThat(loose.isActive(twin)).isFalse();
    }

    /** Looks at the slot only, and takes any other character. */
    private static final class LooseFormat implements TokenFormat {
        private final TokenFormat strict = new ExpiringTokenFormat();

        @Override
        public String mint(int slot, byte[] random) {
            return strict.mint(slot, random);
        }

        @Override
        public OptionalInt slot(String token) {
            return strict.slot(token.substring(0, 4) + "A".repeat(32));
        }
    }
}
