package io.tokenmint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tokenmint.spi.AuthenticationMethod;
import io.tokenmint.spi.Client;
import io.tokenmint.spi.ClientRegistry;
import io.tokenmint.spi.ClientSecret;
import io.tokenmint.spi.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretConformanceTest {
    private static final String CHOSEN = "s3cret-0123456789abcdef0123456789";

    private final CountingHash hash = new CountingHash("v1");
    private final Fixture fixture = new Fixture(settings -> settings.secretHash(hash));

    /** A slow hash that is quick, counts its checks, and has a version that can go out of date. */
    private static class CountingHash implements SecretHash {
        final AtomicInteger checks = new AtomicInteger();
        private final String version;

        CountingHash(String version) {
            this.version = version;
        }

        @Override
        public boolean understands(String stored) {
            return stored.startsWith("{counted}");
        }

        @Override
        public boolean matches(String secret, String stored) {
            checks.incrementAndGet();
            return stored.endsWith("$" + Integer.toHexString(secret.hashCode()));
        }

        @Override
        public String hash(String secret) {
            return "{counted}" + version + "$" + Integer.toHexString(secret.hashCode());
        }

        @Override
        public boolean isOutdated(String stored) {
            return !stored.startsWith("{counted}" + version + "$");
        }
    }

    @Test
    @DisplayName("SEC-01 BASIC-20 generated ids and secrets carry 128 and 256 random bits of A-Z a-z 0-9 - _")
    void generatedSecretsCarry256RandomBits() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            RegisteredClient client = fixture.registrar.register(fresh -> fresh);
            assertThat(client.clientId()).matches("[A-Za-z0-9][A-Za-z0-9_-]{21}");
            assertThat(client.secret()).matches("[A-Za-z0-9_-]{43}");
            seen.add(client.clientId());
            seen.add(client.secret());
        }
        assertThat(seen).hasSize(200);
    }

    @Test
    @DisplayName("SEC-02 SEC-05 a generated secret is kept as one SHA-256 and cannot be read again")
    void aGeneratedSecretIsKeptAsOneSha256() {
        RegisteredClient acme = fixture.acme();

        assertThat(fixture.clients.find("acme").orElseThrow().secrets())
                .singleElement()
                .satisfies(secret ->
                        assertThat(secret.hash()).startsWith("{sha256}").doesNotContain(acme.secret()));
        assertThat(acme.toString()).doesNotContain(acme.secret());
    }

    @Test
    @DisplayName("SEC-03 a chosen secret is kept as salted PBKDF2 that says its cost")
    void aChosenSecretIsKeptAsSaltedPbkdf2() {
        Pbkdf2SecretHash pbkdf2 = new Pbkdf2SecretHash(1_000);
        String first = pbkdf2.hash(CHOSEN);
        String second = pbkdf2.hash(CHOSEN);

        assertThat(first).startsWith("{pbkdf2}$pbkdf2-sha256$i=1000$").isNotEqualTo(second);
        assertThat(pbkdf2.matches(CHOSEN, first)).isTrue();
        assertThat(pbkdf2.matches(CHOSEN, first.substring("{pbkdf2}".length()))).isTrue();
        assertThat(pbkdf2.matches(CHOSEN + "x", first)).isFalse();
        assertThat(new Pbkdf2SecretHash(1_001).isOutdated(first)).isTrue();
        assertThat(pbkdf2.isOutdated(first)).isFalse();
    }

    @Test
    void pbkdf2AgreesWithThePublishedVector() {
        // RFC 7914 section 11: PBKDF2-HMAC-SHA-256 (P="passwd", S="salt", c=1), the first 32 bytes.
        assertThat(new Pbkdf2SecretHash(1)
                        .matches("passwd", "$pbkdf2-sha256$i=1$c2FsdA$VawEbjFO2E28FxJ2pxKZJPUnVWOkHcRoonrCsSq3i8M"))
                .isFalse();
        assertThat(new Pbkdf2SecretHash(1)
                        .matches(
                                "passwd",
                                "$pbkdf2-sha256$i=1$c2FsdA$"
                                        + base64("55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc")))
                .isTrue();
    }

    private static String base64(String hex) {
        return java.util.Base64.getEncoder()
                .withoutPadding()
                .encodeToString(java.util.HexFormat.of().parseHex(hex));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{pbkdf2}", "{pbkdf2}$pbkdf2-sha256$i=0$c2FsdA$x", "{counted", "{sha256}short", "plain"})
    void aHashThatNobodyUnderstandsIsNotImported(String damaged) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fixture.registrar.importClient("old", damaged, client -> client))
                .withMessageContaining("secretHash");
    }

    @Test
    @DisplayName("SEC-04 a hash of an older cost is replaced at the next success, and the client notices nothing")
    void anOutdatedHashIsReplacedAtTheNextSuccess() {
        String old = new CountingHash("v0").hash(CHOSEN);
        fixture.registrar.importClient("old", old, client -> client.scope(Scope.of("a")));

        assertThat(issue("old", "wrong")).isInstanceOf(TokenResponse.Refused.class);
        assertThat(storedHash("old")).isEqualTo(old);
        assertThat(issue("old", CHOSEN)).isInstanceOf(TokenResponse.Issued.class);
        assertThat(storedHash("old")).isEqualTo(hash.hash(CHOSEN));
        assertThat(issue("old", CHOSEN)).isInstanceOf(TokenResponse.Issued.class);
    }

    @Test
    void anUpgradeThatLosesARaceOrFailsDoesNotFailTheRequest() {
        String old = new CountingHash("v0").hash(CHOSEN);
        fixture.registrar.importClient("old", old, client -> client.scope(Scope.of("a")));
        var readOnly = new TokenService(id -> fixture.clients.find(id), fixture.tokens, fixture.settings);

        assertThat(readOnly.issue(TokenRequest.clientCredentials("old", CHOSEN)))
                .isInstanceOf(TokenResponse.Issued.class);
        assertThat(storedHash("old")).isEqualTo(old);
    }

    @Test
    void anUpgradeBringsNothingBackThatWasChangedMeanwhile() {
        fixture.registrar.importClient(
                "old", new CountingHash("v0").hash(CHOSEN), client -> client.scope(Scope.of("a")));
        List<Runnable> changes = List.of(
                () -> fixture.registrar.disable("old"),
                () -> fixture.registrar.rotateSecret("old", Duration.ZERO),
                () -> fixture.registrar.delete("old"),
                () -> {
                    fixture.registrar.delete("old");
                    fixture.registrar.register("old", client -> client.enabled(false));
                });
        Client before = fixture.clients.find("old").orElseThrow();

        for (Runnable change : changes) {
            fixture.clients.delete("old");
            fixture.clients.insert(before);
            // The hash is made after the client was read, and before it is written.
            Fixture other = new Fixture(settings -> settings.secretHash(new CountingHash("v1") {
                @Override
                public String hash(String secret) {
                    change.run();
                    return super.hash(secret);
                }
            }));
            TokenService service = new TokenService(fixture.clients, fixture.tokens, other.settings);
            assertThat(service.issue(TokenRequest.clientCredentials("old", CHOSEN)))
                    .isInstanceOf(TokenResponse.Issued.class);

            Optional<Client> after = fixture.clients.find("old");
            assertThat(after.filter(
                            client -> client.enabled() && client.secrets().equals(before.secrets())))
                    .isEmpty();
            assertThat(service.issue(TokenRequest.clientCredentials("old", CHOSEN)))
                    .isInstanceOf(TokenResponse.Refused.class);
        }
    }

    @Test
    void anUpgradeThatFailsFailsNoRequest() {
        for (Throwable fault :
                List.of(new IllegalArgumentException(), new NoClassDefFoundError(), new OutOfMemoryError())) {
            Fixture faulty = new Fixture(settings -> settings.secretHash(new CountingHash("v1") {
                @Override
                public String hash(String secret) {
                    if (fault instanceof Error error) {
                        throw error;
                    }
                    throw (RuntimeException) fault;
                }
            }));
            faulty.registrar.importClient(
                    "old", new CountingHash("v0").hash(CHOSEN), client -> client.scope(Scope.of("a")));

            assertThat(faulty.service.issue(TokenRequest.clientCredentials("old", CHOSEN)))
                    .isInstanceOf(TokenResponse.Issued.class);
        }
    }

    @Test
    void aKindThatCannotCheckWhatItMadeUpgradesNothing() {
        Fixture forgetful = new Fixture(settings -> settings.secretHash(new ForgetfulHash()));
        String old = "{forgetful}" + CHOSEN.length();
        forgetful.registrar.importClient("old", old, client -> client.scope(Scope.of("a")));
        TokenRequest request = TokenRequest.clientCredentials("old", CHOSEN);

        assertThat(forgetful.service.issue(request)).isInstanceOf(TokenResponse.Issued.class);
        assertThat(forgetful.clients.find("old").orElseThrow().secrets().get(0).hash())
                .isEqualTo(old);
    }

    /** Makes hashes that match nothing, and calls every other one outdated. */
    private static final class ForgetfulHash implements SecretHash {
        @Override
        public boolean understands(String stored) {
            return stored.startsWith("{forgetful}");
        }

        @Override
        public boolean matches(String secret, String stored) {
            return stored.equals("{forgetful}" + secret.length());
        }

        @Override
        public String hash(String secret) {
            return "{forgetful}new";
        }

        @Override
        public boolean isOutdated(String stored) {
            return true;
        }
    }

    @Test
    void aNodeWithAnOldSnapshotDoesNotHashOnEveryRequest() {
        fixture.registrar.importClient(
                "old", new CountingHash("v0").hash(CHOSEN), client -> client.scope(Scope.of("a")));
        Client snapshot = fixture.clients.find("old").orElseThrow();
        issue("old", CHOSEN);
        TokenService behind =
                new TokenService(new StaleRegistry(snapshot, fixture.clients), fixture.tokens, fixture.settings);
        hash.checks.set(0);

        for (int i = 0; i < 10; i++) {
            behind.issue(TokenRequest.clientCredentials("old", CHOSEN));
        }

        // once the secret, once the new hash that was not kept
        assertThat(hash.checks).hasValue(2);
    }

    /** A registry that shows a snapshot of before. */
    private record StaleRegistry(Client snapshot, ClientRegistry current) implements ClientRegistry {
        @Override
        public Optional<Client> find(String clientId) {
            return Optional.of(snapshot);
        }

        @Override
        public boolean insert(Client client) {
            return current.insert(client);
        }

        @Override
        public boolean update(Client client) {
            return false;
        }

        @Override
        public boolean delete(String clientId) {
            return current.delete(clientId);
        }

        @Override
        public List<Client> list(String after, int limit) {
            return current.list(after, limit);
        }
    }

    @Test
    void aThirdLiveSlowSecretIsRefused() {
        fixture.registrar.registerChosen("slow", CHOSEN, client -> client);
        Instant now = Fixture.START;
        List<ClientSecret> three = List.of(
                new ClientSecret("a", hash.hash("a"), now, now, Optional.empty()),
                new ClientSecret("b", hash.hash("b"), now, now, Optional.empty()),
                new ClientSecret("c", hash.hash("c"), now, now, Optional.empty()));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> fixture.registrar.update("slow", client -> client.secrets(three)))
                .withMessageContaining("end one");
    }

    @Test
    void aSlowHashIsCheckedOnceAndThenRemembered() {
        fixture.registrar.registerChosen("slow", CHOSEN, client -> client.scope(Scope.of("a")));

        for (int i = 0; i < 5; i++) {
            assertThat(issue("slow", CHOSEN)).isInstanceOf(TokenResponse.Issued.class);
        }

        assertThat(hash.checks).hasValue(1);
    }

    @Test
    void wrongSecretsAreNotRemembered() {
        fixture.registrar.registerChosen("slow", CHOSEN, client -> client.scope(Scope.of("a")));

        issue("slow", "wrong");
        issue("slow", "wrong");

        assertThat(hash.checks).hasValue(2);
    }

    @Test
    void whatIsRememberedIsTiedToTheStoredHash() {
        fixture.registrar.registerChosen("slow", CHOSEN, client -> client.scope(Scope.of("a")));
        issue("slow", CHOSEN);

        fixture.registrar.rotateSecret("slow", Duration.ZERO);

        assertThat(issue("slow", CHOSEN)).isInstanceOf(TokenResponse.Refused.class);
    }

    @Test
    void bothLiveSlowSecretsAreAlwaysChecked() {
        Instant now = Fixture.START;
        List<ClientSecret> secrets = List.of(
                new ClientSecret("one", hash.hash("first"), now, now, Optional.empty()),
                new ClientSecret("two", hash.hash("second"), now, now, Optional.empty()));
        fixture.clients.insert(Client.builder("two")
                .secrets(secrets)
                .authenticationMethods(AuthenticationMethod.values())
                .grantTypes("client_credentials")
                .scope(Scope.of("a"))
                .build());

        issue("two", "first");

        assertThat(hash.checks).hasValue(2);
    }

    @Test
    void aFullBulkheadAsksToComeBackAndNeverSaysInvalidClient() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        SecretHash blocking = new BlockingHash(inside, release);
        Fixture narrow = new Fixture(
                settings -> settings.secretHash(blocking).slowChecksAtOnce(1).slowCheckWait(Duration.ZERO));
        narrow.registrar.importClient("slow", "{blocking}", client -> client.scope(Scope.of("a")));
        Thread first = new Thread(() -> narrow.service.issue(TokenRequest.clientCredentials("slow", CHOSEN)));
        first.start();
        assertThat(inside.await(30, TimeUnit.SECONDS)).isTrue();

        TokenResponse second = narrow.service.issue(TokenRequest.clientCredentials("slow", CHOSEN));

        release.countDown();
        first.join();
        assertThat(second).isInstanceOfSatisfying(TokenResponse.Refused.class, refused -> {
            assertThat(refused.error()).isEqualTo(TokenError.TEMPORARILY_UNAVAILABLE);
            assertThat(refused.retryAfter()).contains(Duration.ofSeconds(1));
        });
    }

    private record BlockingHash(CountDownLatch inside, CountDownLatch release) implements SecretHash {
        @Override
        public boolean understands(String stored) {
            return stored.equals("{blocking}");
        }

        @Override
        public boolean matches(String secret, String stored) {
            inside.countDown();
            try {
                return release.await(30, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public String hash(String secret) {
            return "{blocking}";
        }

        @Override
        public boolean isOutdated(String stored) {
            return false;
        }
    }

    @Test
    @DisplayName("ENUM-04 with the slow dummy on, every class of failure costs exactly one slow verification")
    void everyClassOfFailureCostsOneVerification() {
        CountingHash counted = new CountingHash("v1");
        Fixture equal = new Fixture(settings -> settings.secretHash(counted).slowDummy(true));
        equal.registrar.registerChosen("known", CHOSEN, client -> client.scope(Scope.of("a")));
        equal.registrar.registerChosen("off", CHOSEN, client -> client.enabled(false));
        equal.registrar.register("generated", client -> client.scope(Scope.of("a")));

        for (String id : List.of("unknown", "known", "off", "generated")) {
            counted.checks.set(0);
            TokenResponse refused = equal.service.issue(TokenRequest.clientCredentials(id, "wrong"));
            assertThat(Fixture.errorOf(refused)).isEqualTo(TokenError.INVALID_CLIENT);
            assertThat(counted.checks).as(id).hasValue(1);
        }
    }

    @Test
    @DisplayName(
            "ENUM-01 ERR-06 every failure of authentication gets the same answer and tells operators its own reason")
    void everyFailureOfAuthenticationGetsTheSameAnswer() {
        RegisteredClient acme = fixture.acme();
        RegisteredClient off = fixture.registrar.register("off", client -> client.enabled(false));
        RegisteredClient basic = fixture.registrar.register(
                "basic", client -> client.authenticationMethods(AuthenticationMethod.CLIENT_SECRET_BASIC));
        RegisteredClient expired = fixture.registrar.register("expired", client -> client);
        fixture.registrar.rotateSecret("expired", Duration.ofSeconds(1));
        fixture.clock.advance(Duration.ofSeconds(1));

        Set<TokenResponse> answers = new HashSet<>();
        Set<String> reasons = new HashSet<>();
        for (var attempt : List.of(
                List.of("unknown", "x"),
                List.of("acme", "wrong"),
                List.of("acme", acme.secret() + "x"),
                List.of("off", off.secret()),
                List.of("basic", basic.secret()),
                List.of("expired", expired.secret()),
                List.of("acme", "s\u00e9cret"),
                List.of("acme", "x".repeat(100_000)))) {
            answers.add(issue(attempt.get(0), attempt.get(1)));
            reasons.add(fixture.reason());
        }

        assertThat(answers).hasSize(1);
        assertThat(reasons)
                .containsExactlyInAnyOrder(
                        "unknown_client", "wrong_secret", "client_disabled", "authentication_method", "expired_secret");
    }

    @Test
    @DisplayName("AUTH-19 both secrets are accepted during a rotation and the old one is refused after its end")
    void bothSecretsAreAcceptedDuringARotation() {
        RegisteredClient old = fixture.acme();
        RegisteredClient rotated = fixture.registrar.rotateSecret("acme", Duration.ofHours(1));

        assertThat(issue("acme", old.secret())).isInstanceOf(TokenResponse.Issued.class);
        assertThat(issue("acme", rotated.secret())).isInstanceOf(TokenResponse.Issued.class);
        fixture.clock.advance(Duration.ofHours(1));
        assertThat(issue("acme", old.secret())).isInstanceOf(TokenResponse.Refused.class);
        assertThat(issue("acme", rotated.secret())).isInstanceOf(TokenResponse.Issued.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "caf\u00e9", "line\nfeed", "nul\u0000", "\u007f"})
    @DisplayName("AUTH-20 an empty secret, and an id or secret outside printable ASCII, are refused at registration")
    void aSecretOutsidePrintableAsciiIsRefused(String bad) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fixture.registrar.registerChosen("chosen", bad, client -> client));
        assertThatIllegalArgumentException().isThrownBy(() -> fixture.registrar.register(bad, client -> client));
    }

    @Test
    @DisplayName("AUTH-21 SEC-18 a fresh service knows no client and no credentials")
    void aFreshServiceKnowsNoClient() {
        assertThat(new Fixture().registrar.list("", 10)).isEmpty();
        assertThat(new Fixture().service.issue(TokenRequest.clientCredentials("nobody", "nobody")))
                .isInstanceOf(TokenResponse.Refused.class);
    }

    @Test
    @DisplayName("POST-08 the whole secret counts: the right one and more is refused")
    void theWholeSecretCounts() {
        RegisteredClient acme = fixture.acme();
        fixture.registrar.registerChosen("slow", CHOSEN, client -> client.scope(Scope.of("a")));

        assertThat(issue("acme", acme.secret() + "A")).isInstanceOf(TokenResponse.Refused.class);
        assertThat(issue("slow", CHOSEN + "A")).isInstanceOf(TokenResponse.Refused.class);
    }

    @Test
    @DisplayName("POST-07 a secret of a megabyte is refused before any slow hash sees it")
    void aSecretOfAMegabyteIsRefusedBeforeAnySlowHash() {
        fixture.registrar.registerChosen("slow", CHOSEN, client -> client.scope(Scope.of("a")));

        assertThat(issue("slow", "x".repeat(1 << 20))).isInstanceOf(TokenResponse.Refused.class);
        assertThat(hash.checks).hasValue(0);
    }

    @Test
    void ofTwoEqualSecretsTheLiveOneCounts() {
        String stored = GeneratedSecret.hash(CHOSEN);
        Instant now = Fixture.START;
        ClientSecret ended = new ClientSecret("ended", stored, now, Instant.EPOCH, Optional.of(now));
        ClientSecret live = new ClientSecret("live", stored, now, now, Optional.empty());
        ClientSecret coming = new ClientSecret("coming", stored, now, now.plusMillis(1), Optional.empty());
        for (List<ClientSecret> secrets : List.of(List.of(ended, live, coming), List.of(coming, live, ended))) {
            fixture.clients.delete("twice");
            fixture.registrar.importClient("twice", stored, client -> client.scope(Scope.of("a")));
            fixture.registrar.update("twice", client -> client.secrets(secrets));
            assertThat(issue("twice", CHOSEN)).isInstanceOf(TokenResponse.Issued.class);
        }
        fixture.registrar.update("twice", client -> client.secrets(List.of(ended, coming)));
        assertThat(issue("twice", CHOSEN)).isInstanceOf(TokenResponse.Refused.class);
        fixture.clock.advance(Duration.ofMillis(1));
        assertThat(issue("twice", CHOSEN)).isInstanceOf(TokenResponse.Issued.class);
    }

    @Test
    void aSecretThatNobodyCanHaveMatchesNoHashWhatever() {
        String ofNothing = GeneratedSecret.hash("");
        fixture.registrar.importClient("empty", ofNothing, client -> client.scope(Scope.of("a")));

        for (String impossible : List.of("", "s\u00e9cret", "line\n", "x".repeat(1_025))) {
            assertThat(Fixture.errorOf(issue("empty", impossible))).isEqualTo(TokenError.INVALID_CLIENT);
        }
        ClientCredentials nothing = new ClientCredentials("empty", "", AuthenticationMethod.CLIENT_SECRET_BASIC);
        ClientCredentials twoReadings =
                new ClientCredentials("acme", "x", AuthenticationMethod.CLIENT_SECRET_BASIC).withOtherReading(nothing);
        assertThat(Fixture.errorOf(fixture.service.issue(
                        TokenRequest.of("client_credentials").withCredentials(twoReadings))))
                .isEqualTo(TokenError.INVALID_CLIENT);
    }

    @Test
    @DisplayName("SEC-16 a new client gets no scope, tenant, audience or right it was not given")
    void aNewClientGetsNothingItWasNotGiven() {
        RegisteredClient bare = fixture.registrar.register(client -> client);

        assertThat(bare.client().scope().isEmpty()).isTrue();
        assertThat(bare.client().tenant()).isEmpty();
        assertThat(bare.client().audiences()).isEmpty();
        assertThat(bare.client().introspection()).isEmpty();
        assertThat(Fixture.errorOf(fixture.issue(bare, ""))).isEqualTo(TokenError.INVALID_SCOPE);
    }

    private TokenResponse issue(String clientId, String secret) {
        return fixture.service.issue(TokenRequest.clientCredentials(clientId, secret));
    }

    private String storedHash(String clientId) {
        return fixture.clients.find(clientId).orElseThrow().secrets().get(0).hash();
    }
}
