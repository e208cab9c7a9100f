package io.tokenmint;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
