package io.tokenmint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class SharedLimiterTest {
    @Test
    void aLimiterOfTheHostsOwnIsAskedInsteadOfTheLocalOne() {
        Fixture fixture = new Fixture(settings -> settings.failureLimiter(new BucketLimiter()));
        RegisteredClient acme = fixture.acme();
        TokenRequest wrong = TokenRequest.clientCredentials("acme", "wrong").withSource("192.0.2.1");
        for (int i = 0; i < 3; i++) {
            assertThat(Fixture.errorOf(fixture.service.issue(wrong))).isEqualTo(TokenError.INVALID_CLIENT);
        }

        assertThat(fixture.service.issue(wrong)).isInstanceOfSatisfying(TokenResponse.Refused.class, refused -> {
            assertThat(refused.error()).isEqualTo(TokenError.TOO_MANY_REQUESTS);
            assertThat(refused.retryAfter())
                    .hasValueSatisfying(wait -> assertThat(wait).isBetween(Duration.ofSeconds(1), Duration.ofHours(1)));
        });
        assertThat(fixture.service.issue(
                        TokenRequest.clientCredentials("acme", acme.secret()).withSource("192.0.2.2")))
                .isInstanceOf(TokenResponse.Issued.class);
    }

    /** What a host writes to share counts: with a proxy manager of Bucket4j the buckets live in Redis or a database. */
    private static final class BucketLimiter implements FailureLimiter {
        private static final Bandwidth THREE_AN_HOUR = Bandwidth.builder()
                .capacity(3)
                .refillGreedy(3, Duration.ofHours(1))
                .build();

        private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();

        @Override
        public Optional<Duration> waitFor(Attempt attempt) {
            ConsumptionProbe probe = bucket(attempt).tryConsumeAndReturnRemaining(1);
            if (!probe.isConsumed()) {
                return Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
            }
            bucket(attempt).addTokens(1);
            return Optional.empty();
        }

        @Override
        public void failed(Attempt attempt) {
            bucket(attempt).tryConsume(1);
        }

        @Override
        public void succeeded(Attempt attempt) {
            bucket(attempt).reset();
        }

        private Bucket bucket(Attempt attempt) {
            return buckets.computeIfAbsent(
                    attempt.clientId() + " " + attempt.source().orElse(""),
                    key -> Bucket.builder().addLimit(THREE_AN_HOUR).build());
        }
    }
}
