package io.tokenmint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tokenmint.spi.AuthenticationMethod;
import io.tokenmint.spi.Client;
import io.tokenmint.spi.ClientSecret;
import io.tokenmint.spi.Scope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How secrets with slow hashes are checked: how many at once, what is remembered, what becomes of faults. */
class SlowSecretsTest {
    private static final String CHOSEN = "chosen-by-a-person";

    private final ToldHash hash = new ToldHash();
    private final List<FailureLimiter.Attempt> failures = Collections.synchronizedList(new ArrayList<>());
    private final Fixture fixture = fixture(settings -> settings);

    private Fixture fixture(UnaryOperator<TokenSettings.Builder> change) {
        Fixture made = new Fixture(settings -> change.apply(settings.secretHash(hash)
                .slowChecksAtOnce(1)
                .slowCheckWait(Duration.ZERO)
                .failureLimiter(counting())));
        made.registrar.registerChosen("slow", CHOSEN, client -> client.scope(Scope.of("a")));
        return made;
    }

    /** A slow hash that is quick, and does before each check what it is told. */
    private static final class ToldHash implements SecretHash {
        final AtomicInteger checks = new AtomicInteger();
        volatile Runnable before = () -> {};

        @Override
        public boolean understands(String stored) {
            return stored.startsWith("{told}");
        }

        @Override
        public boolean matches(String secret, String stored) {
            checks.incrementAndGet();
            before.run();
            return stored.equals(hash(secret));
        }

        @Override
        public String hash(String secret) {
            return "{told}" + Integer.toHexString(secret.hashCode());
        }

        @Override
        public boolean isOutdated(String stored) {
            return false;
        }
    }

    @Test
    void aSecretThatMatchedOnceLetsNoOtherIn() {
        assertThat(issue("slow", CHOSEN)).isInstanceOf(TokenResponse.Issued.class);

        assertThat(error("slow", CHOSEN + "x")).isEqualTo(TokenError.INVALID_CLIENT);
        assertThat(error("slow", "x")).isEqualTo(TokenError.INVALID_CLIENT);
    }

    @Test
    void aSecretThatMatchedOneClientIsCheckedForEachOther() {
        fixture.registrar.importClient("other", hash.hash("another"), client -> client.scope(Scope.of("a")));
        assertThat(issue("slow", CHOSEN)).isInstanceOf(TokenResponse.Issued.class);

        assertThat(error("other", CHOSEN)).isEqualTo(TokenError.INVALID_CLIENT);
    }

    @Test
    void aSecretThatMatchedIsCheckedAgainOnceItsHashIsAnother() {
        assertThat(issue("slow", CHOSEN)).isInstanceOf(TokenResponse.Issued.class);
        fixture.registrar.update("slow", client -> client.secrets(List.of(with(hash.hash("changed")))));

        assertThat(error("slow", CHOSEN)).isEqualTo(TokenError.INVALID_CLIENT);
        assertThat(issue("slow", "changed")).isInstanceOf(TokenResponse.Issued.class);
    }

    private ClientSecret with(String changed) {
        Client client = fixture.clients.find("slow").orElseThrow();
        ClientSecret secret = client.secrets().get(0);
        return new ClientSecret(secret.id(), changed, secret.createdAt(), secret.notBefore(), Optional.empty());
    }

    @Test
    void whatIsRememberedSaysNothingWithoutTheKeyThatThisProcessMadeUp() {
        SlowSecrets one = new SlowSecrets(fixture.settings);
        SlowSecrets two = new SlowSecrets(fixture.settings);

        String remembered = one.fingerprint(CHOSEN, "{told}x");

        assertThat(remembered)
                .matches("[0-9a-f]{64}")
                .isEqualTo(one.fingerprint(CHOSEN, "{told}x"))
                .isNotEqualTo(one.fingerprint(CHOSEN, "{told}y"))
                .isNotEqualTo(one.fingerprint(CHOSEN + "x", "{told}x"))
                .isNotEqualTo(two.fingerprint(CHOSEN, "{told}x"));
    }

    @Test
    void aThirdLiveSlowSecretIsNotEvenChecked() {
        List<ClientSecret> three = Stream.of("one", "two", "three")
                .map(secret ->
                        new ClientSecret(secret, hash.hash(secret), Fixture.START, Fixture.START, Optional.empty()))
                .toList();
        Client client = fixture.clients.find("slow").orElseThrow();
        fixture.clients.update(client.toBuilder().secrets(three).build());

        assertThat(issue("slow", "two")).isInstanceOf(TokenResponse.Issued.class);
        assertThat(hash.checks).hasValue(2);
        assertThat(error("slow", "three")).isEqualTo(TokenError.INVALID_CLIENT);
        assertThat(hash.checks).hasValue(4);
    }

    @Test
    void bothReadingsOfCredentialsAreChecked() {
        ClientCredentials right = new ClientCredentials("slow", CHOSEN, AuthenticationMethod.CLIENT_SECRET_BASIC);
        ClientCredentials wrong = new ClientCredentials("slow", "wrong", AuthenticationMethod.CLIENT_SECRET_BASIC);

        for (ClientCredentials both : List.of(right.withOtherReading(wrong), wrong.withOtherReading(right))) {
            Fixture fresh = fixture(settings -> settings.rememberedSecrets(0));
            hash.checks.set(0);
            assertThat(fresh.service.issue(TokenRequest.of("client_credentials").withCredentials(both)))
                    .isInstanceOf(TokenResponse.Issued.class);
            assertThat(hash.checks).hasValue(2);
        }
        assertThat(fixture.service.issue(
                        TokenRequest.of("client_credentials").withCredentials(wrong.withOtherReading(wrong))))
                .isInstanceOf(TokenResponse.Refused.class);
    }

    @Test
    void aSecretOfEveryPossibleLengthAndCharacterIsGood() {
        String every =
                IntStream.rangeClosed(0x20, 0x7E).mapToObj(Character::toString).collect(Collectors.joining());
        for (String secret : List.of("x", every, "x".repeat(1_024))) {
            String id = "of-" + secret.length();
            fixture.registrar.registerChosen(id, secret, client -> client.scope(Scope.of("a")));
            assertThat(issue(id, secret)).isInstanceOf(TokenResponse.Issued.class);
        }
    }

    @Test
    void whoeverIsToRememberNothingChecksEachTime() {
        Fixture forgetful = fixture(settings -> settings.rememberedSecrets(0));
        hash.checks.set(0);

        for (int i = 0; i < 3; i++) {
            assertThat(forgetful.service.issue(request("slow", CHOSEN))).isInstanceOf(TokenResponse.Issued.class);
        }

        assertThat(hash.checks).hasValue(3);
    }

    @Test
    void aCheckThatFailsCountsAsAWrongSecretAndGivesItsPlaceBack() {
        hash.before = () -> {
            throw new IllegalArgumentException("cannot check " + CHOSEN);
        };
        for (int i = 0; i < 3; i++) {
            assertThat(error("slow", CHOSEN)).isEqualTo(TokenError.INVALID_CLIENT);
            assertThat(fixture.reason()).isEqualTo("wrong_secret");
        }
        hash.before = () -> {};

        assertThat(failures).hasSize(3);
        assertThat(issue("slow", CHOSEN)).isInstanceOf(TokenResponse.Issued.class);
    }

    @Test
    void anErrorInACheckIsToldAndGivesThePlaceBack() {
        hash.before = () -> {
            throw new OutOfMemoryError("argon2 wants 64 MiB");
        };
        for (int i = 0; i < 3; i++) {
            assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> issue("slow", CHOSEN));
        }
        hash.before = () -> {};

        assertThat(issue("slow", CHOSEN)).isInstanceOf(TokenResponse.Issued.class);
    }

    @Test
    void anInterruptedCallerIsAskedToComeBackAndKeepsItsInterrupt() {
        Fixture patient = fixture(settings -> settings.slowCheckWait(Duration.ofMinutes(1)));
        Thread.currentThread().interrupt();
        TokenResponse response = patient.service.issue(request("slow", CHOSEN));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(Fixture.errorOf(response)).isEqualTo(TokenError.TEMPORARILY_UNAVAILABLE);
        assertThat(patient.service.issue(request("slow", CHOSEN))).isInstanceOf(TokenResponse.Issued.class);
    }

    @Test
    void aFullBulkheadIsNobodysFailure() throws Exception {
        whileACheckRuns(() -> {
            assertThat(error("slow", CHOSEN)).isEqualTo(TokenError.TEMPORARILY_UNAVAILABLE);
            assertThat(error("slow", "wrong")).isEqualTo(TokenError.TEMPORARILY_UNAVAILABLE);
        });

        assertThat(failures).isEmpty();
        assertThat(issue("slow", CHOSEN)).isInstanceOf(TokenResponse.Issued.class);
    }

    @Test
    void theDummyHasTheSameBulkhead() throws Exception {
        Fixture equal = fixture(settings -> settings.slowDummy(true));
        hash.before = () -> {
            throw new OutOfMemoryError("argon2 wants 64 MiB");
        };
        assertThat(catchThrowable(() -> equal.service.issue(request("nobody", "x"))))
                .isInstanceOf(OutOfMemoryError.class);
        hash.before = () -> {};

        assertThat(Fixture.errorOf(equal.service.issue(request("nobody", "x")))).isEqualTo(TokenError.INVALID_CLIENT);
        hash.before = () -> Thread.currentThread().interrupt();
        assertThat(Fixture.errorOf(equal.service.issue(request("nobody", "x")))).isEqualTo(TokenError.INVALID_CLIENT);
        hash.before = () -> {};
        assertThat(Fixture.errorOf(equal.service.issue(request("nobody", "x"))))
                .isEqualTo(TokenError.TEMPORARILY_UNAVAILABLE);
        assertThat(Thread.interrupted()).isTrue();
    }

    private void whileACheckRuns(Runnable action) throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        hash.before = () -> {
            inside.countDown();
            await(release);
        };
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try {
            Future<TokenResponse> running = threads.submit(() -> issue("slow", CHOSEN));
            await(inside);
            action.run();
            release.countDown();
            assertThat(running.get(30, TimeUnit.SECONDS)).isInstanceOf(TokenResponse.Issued.class);
        } finally {
            release.countDown();
            threads.shutdownNow();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private FailureLimiter counting() {
        return new FailureLimiter() {
            @Override
            public Optional<Duration> waitFor(Attempt attempt) {
                return Optional.empty();
            }

            @Override
            public void failed(Attempt attempt) {
                failures.add(attempt);
            }

            @Override
            public void succeeded(Attempt attempt) {}
        };
    }

    private TokenResponse issue(String clientId, String secret) {
        return fixture.service.issue(request(clientId, secret));
    }

    private TokenError error(String clientId, String secret) {
        return Fixture.errorOf(issue(clientId, secret));
    }

    private static TokenRequest request(String clientId, String secret) {
        return TokenRequest.clientCredentials(clientId, secret);
    }
}
