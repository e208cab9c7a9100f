package io.tokenmint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenmint.spi.AuthenticationMethod;
import io.tokenmint.spi.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailureLimiterTest {
    private final Fixture fixture = new Fixture();
    private final RegisteredClient acme = fixture.acme();

    @ParameterizedTest
    @ValueSource(strings = {"acme", "made-up"})
    @DisplayName(
            "SEC-06 SEC-07 guessing from one source is stopped after twenty failures, for real and made-up ids alike")
    void guessingFromOneSourceIsStopped(String clientId) {
        for (int i = 0; i < 20; i++) {
            assertThat(error(clientId, "wrong", "192.0.2.1")).isEqualTo(TokenError.INVALID_CLIENT);
        }

        assertThat(attempt(clientId, "wrong", "192.0.2.1"))
                .isInstanceOfSatisfying(TokenResponse.Refused.class, refused -> {
                    assertThat(refused.error()).isEqualTo(TokenError.TOO_MANY_REQUESTS);
                    assertThat(refused.retryAfter()).contains(Duration.ofSeconds(6));
                });
    }

    @Test
    @DisplayName("SEC-06 the limit is asked before the secret: not even the right one gets through")
    void theLimitIsAskedBeforeTheSecret() {
        fail("acme", "192.0.2.1", 20);

        assertThat(error("acme", acme.secret(), "192.0.2.1")).isEqualTo(TokenError.TOO_MANY_REQUESTS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"s\u00e9cret", "\u0000", "x"})
    void guessesThatCannotBeRightCountToo(String secret) {
        for (int i = 0; i < 20; i++) {
            assertThat(error("acme", secret.repeat(i == 0 ? 2_000 : 1), "192.0.2.1"))
                    .isEqualTo(TokenError.INVALID_CLIENT);
        }

        assertThat(error("acme", secret, "192.0.2.1")).isEqualTo(TokenError.TOO_MANY_REQUESTS);
    }

    @Test
    void waitingAsLongAsToldHelps() {
        fail("acme", "192.0.2.1", 20);
        fixture.clock.advance(Duration.ofSeconds(6));

        assertThat(attempt("acme", acme.secret(), "192.0.2.1")).isInstanceOf(TokenResponse.Issued.class);
    }

    @Test
    void aSuccessClearsTheCountOfItsSource() {
        fail("acme", "192.0.2.1", 19);
        assertThat(attempt("acme", acme.secret(), "192.0.2.1")).isInstanceOf(TokenResponse.Issued.class);
        fail("acme", "192.0.2.1", 19);

        assertThat(attempt("acme", acme.secret(), "192.0.2.1")).isInstanceOf(TokenResponse.Issued.class);
    }

    @Test
    @DisplayName("SEC-06 guessing from everywhere slows strangers and never a source that the client works from")
    void aStrangerCannotLockAClientOut() {
        assertThat(attempt("acme", acme.secret(), "198.51.100.7")).isInstanceOf(TokenResponse.Issued.class);
        for (int i = 0; i < 150; i++) {
            attempt("acme", "wrong", "192.0.2." + i);
        }

        assertThat(error("acme", "wrong", "203.0.113.1")).isEqualTo(TokenError.TOO_MANY_REQUESTS);
        assertThat(attempt("acme", acme.secret(), "198.51.100.7")).isInstanceOf(TokenResponse.Issued.class);
    }

    @Test
    void oneSourceThatTriesManyIdsIsStopped() {
        for (int i = 0; i < 100; i++) {
            assertThat(error("made-up-" + i, "x", "192.0.2.1")).isEqualTo(TokenError.INVALID_CLIENT);
        }

        assertThat(error("another", "x", "192.0.2.1")).isEqualTo(TokenError.TOO_MANY_REQUESTS);
    }

    @Test
    void withoutASourceAnAttemptIsDelayedAndNeverTurnedAway() {
        List<FailureLimiter.Attempt> asked = new ArrayList<>();
        Fixture impatient = new Fixture(settings -> settings.failureLimiter(new AlwaysWait(asked)));
        RegisteredClient client = impatient.acme();

        assertThat(impatient.issue(client, "")).isInstanceOf(TokenResponse.Issued.class);
        assertThat(asked).hasSize(1);
    }

    private record AlwaysWait(List<FailureLimiter.Attempt> asked) implements FailureLimiter {
        @Override
        public Optional<Duration> waitFor(Attempt attempt) {
            asked.add(attempt);
            return Optional.of(Duration.ofNanos(1));
        }

        @Override
        public void failed(Attempt attempt) {}

        @Override
        public void succeeded(Attempt attempt) {}
    }

    @Test
    @DisplayName("SEC-19 a clock that steps back an hour locks nobody out")
    void aClockThatStepsBackLocksNobodyOut() {
        fail("acme", "192.0.2.1", 19);
        fixture.clock.advance(Duration.ofHours(-1));

        assertThat(attempt("acme", acme.secret(), "192.0.2.1")).isInstanceOf(TokenResponse.Issued.class);
        assertThat(attempt("acme", acme.secret(), "192.0.2.9")).isInstanceOf(TokenResponse.Issued.class);
    }

    @Test
    void anIpv6NetworkIsOneSource() {
        for (int i = 0; i < 20; i++) {
            attempt("acme", "wrong", "2001:db8:1:2::" + i);
        }

        assertThat(error("acme", "wrong", "2001:db8:1:2:ffff::1")).isEqualTo(TokenError.TOO_MANY_REQUESTS);
        assertThat(error("acme", "wrong", "2001:db8:1:3::1")).isEqualTo(TokenError.INVALID_CLIENT);
    }

    @Test
    void aClientThatWorksOnceADayIsStillKnownTheNextDay() {
        assertThat(attempt("acme", acme.secret(), "198.51.100.7")).isInstanceOf(TokenResponse.Issued.class);
        fixture.clock.advance(Duration.ofHours(25));
        for (int i = 0; i < 150; i++) {
            attempt("acme", "wrong", "192.0.2." + i);
        }

        assertThat(attempt("acme", acme.secret(), "198.51.100.7")).isInstanceOf(TokenResponse.Issued.class);
    }

    @Test
    void failuresThatAreNotGuessesDoNotCount() {
        for (int i = 0; i < 200; i++) {
            fixture.service.issue(TokenRequest.of("client_credentials").withSource("192.0.2.1"));
            attempt("acme", acme.secret(), "192.0.2.1", "tenant=beta");
        }

        assertThat(attempt("acme", acme.secret(), "192.0.2.1")).isInstanceOf(TokenResponse.Issued.class);
    }

    @Test
    @DisplayName("SEC-06 attempts that come at once fail no more often than attempts in a row")
    void attemptsAtOnceFailNoMoreOftenThanInARow() throws Exception {
        LocalFailureLimiter limiter = new LocalFailureLimiter();

        assertThat(failuresOf(limiter, 64, i -> attemptOf("acme", "192.0.2.1"))).isEqualTo(20);
        assertThat(failuresOf(limiter, 200, i -> attemptOf("made-up-" + i, "192.0.2.2")))
                .isEqualTo(100);
        assertThat(failuresOf(limiter, 200, i -> attemptOf("beta", "198.51.100." + i)))
                .isEqualTo(100);
    }

    /** How many of attempts that all begin before the first of them fails do fail. */
    private static int failuresOf(FailureLimiter limiter, int number, IntFunction<FailureLimiter.Attempt> attempts)
            throws Exception {
        AtomicInteger failures = new AtomicInteger();
        CyclicBarrier together = new CyclicBarrier(number);
        ExecutorService threads = Executors.newFixedThreadPool(number);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < number; i++) {
                FailureLimiter.Attempt attempt = attempts.apply(i);
                all.add(threads.submit(() -> {
                    boolean allowed = limiter.waitFor(attempt).isEmpty();
                    together.await(30, TimeUnit.SECONDS);
                    if (allowed) {
                        failures.incrementAndGet();
                        limiter.failed(attempt);
                    }
                    return null;
                }));
            }
            for (Future<?> each : all) {
                each.get(30, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
        return failures.get();
    }

    @Test
    void aClientThatStartsWithManyRequestsAtOnceIsNotTurnedAway() throws Exception {
        LocalFailureLimiter limiter = new LocalFailureLimiter();
        List<FailureLimiter.Attempt> first =
                Stream.generate(() -> attemptOf("acme", "192.0.2.1")).limit(20).toList();
        assertThat(first).allSatisfy(each -> assertThat(limiter.waitFor(each)).isEmpty());
        ExecutorService threads = Executors.newFixedThreadPool(20);
        try {
            List<Future<Optional<Duration>>> more = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                more.add(threads.submit(() -> limiter.waitFor(attemptOf("acme", "192.0.2.1"))));
            }
            limiter.succeeded(first.get(0));
            for (Future<Optional<Duration>> each : more) {
                assertThat(each.get(30, TimeUnit.SECONDS)).isEmpty();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void anAttemptThatWaitsInVainIsToldToComeBack() {
        LocalFailureLimiter limiter = new LocalFailureLimiter();
        for (int i = 0; i < 20; i++) {
            assertThat(limiter.waitFor(attemptOf("acme", "192.0.2.1"))).isEmpty();
        }

        Thread.currentThread().interrupt();
        assertThat(limiter.waitFor(attemptOf("acme", "192.0.2.1"))).contains(Duration.ofSeconds(1));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(limiter.waitFor(attemptOf("acme", "192.0.2.1"))).contains(Duration.ofSeconds(1));
    }

    @Test
    void anAttemptWithoutAVerdictCountsForNothing() {
        LocalFailureLimiter limiter = new LocalFailureLimiter();
        for (int i = 0; i < 500; i++) {
            FailureLimiter.Attempt attempt = attemptOf("acme", "192.0.2.1");
            assertThat(limiter.waitFor(attempt)).isEmpty();
            limiter.undecided(attempt);
        }
    }

    @Test
    void theServiceTellsHowEveryAttemptEnded() {
        List<String> told = new ArrayList<>();
        Fixture recorded = new Fixture(settings -> settings.failureLimiter(new Recording(told)));
        RegisteredClient client = recorded.acme();
        recorded.issue(client, "");
        recorded.issue(client, "tenant=beta");
        recorded.service.issue(TokenRequest.clientCredentials("acme", "wrong"));
        ClientCredentials otherwise = new ClientCredentials("a b", "x", AuthenticationMethod.CLIENT_SECRET_BASIC)
                .withOtherReading(
                        new ClientCredentials("acme", client.secret(), AuthenticationMethod.CLIENT_SECRET_BASIC));
        recorded.service.issue(TokenRequest.of("client_credentials").withCredentials(otherwise));
        TokenService failing = new TokenService(
                id -> {
                    throw new StoreException("connection refused: start the database");
                },
                recorded.tokens,
                recorded.settings);
        assertThatThrownBy(() -> failing.issue(TokenRequest.clientCredentials("acme", "x")))
                .isInstanceOf(StoreException.class);

        assertThat(told)
                .containsExactly(
                        "succeeded acme",
                        "succeeded acme",
                        "failed acme",
                        "succeeded acme",
                        "undecided a b",
                        "undecided acme");
    }

    private record Recording(List<String> told) implements FailureLimiter {
        @Override
        public Optional<Duration> waitFor(Attempt attempt) {
            return Optional.empty();
        }

        @Override
        public void failed(Attempt attempt) {
            told.add("failed " + attempt.clientId());
        }

        @Override
        public void succeeded(Attempt attempt) {
            told.add("succeeded " + attempt.clientId());
        }

        @Override
        public void undecided(Attempt attempt) {
            told.add("undecided " + attempt.clientId());
        }
    }

    @Test
    void theHundredthFailureIsFreeAndTheNextWaitsToTheMillisecond() {
        LocalFailureLimiter limiter = new LocalFailureLimiter();
        for (int i = 0; i < 100; i++) {
            FailureLimiter.Attempt attempt = attemptOf("acme", "192.0.2." + i);
            assertThat(limiter.waitFor(attempt)).isEmpty();
            limiter.failed(attempt);
        }

        assertThat(limiter.waitFor(attemptOf("acme", "203.0.113.1"))).contains(Duration.ofSeconds(1));
        assertThat(limiter.waitFor(attemptAt("acme", "203.0.113.1", Fixture.START.plusMillis(999))))
                .contains(Duration.ofMillis(1));
        assertThat(limiter.waitFor(attemptAt("acme", "203.0.113.1", Fixture.START.plusMillis(1_000))))
                .isEmpty();
    }

    @Test
    void aSuccessIsRecentForEightDays() {
        LocalFailureLimiter limiter = new LocalFailureLimiter();
        limiter.succeeded(attemptOf("acme", "198.51.100.7"));
        Instant end = Fixture.START.plus(Duration.ofDays(8));
        for (int i = 0; i < 150; i++) {
            limiter.failed(attemptAt("acme", "192.0.2." + i, end));
        }

        assertThat(limiter.waitFor(attemptAt("acme", "198.51.100.7", end.minusMillis(1))))
                .isEmpty();
        assertThat(limiter.waitFor(attemptAt("acme", "198.51.100.7", end))).isPresent();
    }

    @Test
    void whateverIsOwedIsPaidInBoundedTime() {
        LocalFailureLimiter limiter = new LocalFailureLimiter();
        for (int i = 0; i < 10_000; i++) {
            limiter.failed(attemptOf("acme", "192.0.2.1"));
        }

        // twice what is free, less what is free but one
        assertThat(limiter.waitFor(attemptOf("acme", "192.0.2.1"))).contains(Duration.ofSeconds(40 * 6 - 19 * 6));
        assertThat(limiter.waitFor(attemptOf("acme", "192.0.2.2"))).contains(Duration.ofSeconds(200 - 99));
    }

    @Test
    void aFullTableLocksNobodyOutAndForgetsNoPlaceInUse() {
        LocalFailureLimiter limiter = new LocalFailureLimiter();
        limiter.succeeded(attemptOf("acme", "198.51.100.7"));
        for (int i = 0; i < 20; i++) {
            limiter.failed(attemptOf("acme", "192.0.2.1"));
            limiter.succeeded(attemptOf("acme", "198.51.100.7"));
        }
        for (int i = 0; i < 300_000; i++) {
            limiter.failed(attemptOf("made-up-" + i, "flood-" + i));
        }

        assertThat(limiter.waitFor(attemptOf("another", "203.0.113.1"))).isEmpty();
        assertThat(limiter.waitFor(attemptOf("acme", "192.0.2.1"))).contains(Duration.ofSeconds(6));
        for (int i = 0; i < 150; i++) {
            limiter.failed(attemptOf("acme", "192.0.2." + i));
        }
        assertThat(limiter.waitFor(attemptOf("acme", "203.0.113.2"))).isPresent();
        assertThat(limiter.waitFor(attemptOf("acme", "198.51.100.7"))).isEmpty();
    }

    private static FailureLimiter.Attempt attemptOf(String clientId, String source) {
        return attemptAt(clientId, source, Fixture.START);
    }

    private static FailureLimiter.Attempt attemptAt(String clientId, String source, Instant at) {
        return new FailureLimiter.Attempt(clientId, Optional.of(source), at);
    }

    @Test
    void manyMadeUpIdsCostBoundedMemory() {
        LocalFailureLimiter limiter = new LocalFailureLimiter();
        for (int i = 0; i < 300_000; i++) {
            limiter.failed(new FailureLimiter.Attempt("id-" + i, Optional.of("s" + i), Fixture.START));
        }

        assertThat(limiter.size()).isLessThanOrEqualTo(400_000);
    }

    @Test
    void aHostMayDoWithout() {
        Fixture open = new Fixture(settings -> settings.failureLimiter(FailureLimiter.none()));
        RegisteredClient client = open.acme();
        for (int i = 0; i < 500; i++) {
            open.service.issue(TokenRequest.clientCredentials("acme", "wrong").withSource("192.0.2.1"));
        }

        assertThat(open.service.issue(
                        TokenRequest.clientCredentials("acme", client.secret()).withSource("192.0.2.1")))
                .isInstanceOf(TokenResponse.Issued.class);
    }

    private void fail(String clientId, String source, int times) {
        for (int i = 0; i < times; i++) {
            attempt(clientId, "wrong", source);
        }
    }

    private TokenResponse attempt(String clientId, String secret, String source) {
        return attempt(clientId, secret, source, "");
    }

    private TokenResponse attempt(String clientId, String secret, String source, String scope) {
        return fixture.service.issue(TokenRequest.clientCredentials(clientId, secret)
                .withSource(source)
                .withScope(scope));
    }

    private TokenError error(String clientId, String secret, String source) {
        return Fixture.errorOf(attempt(clientId, secret, source));
    }
}
