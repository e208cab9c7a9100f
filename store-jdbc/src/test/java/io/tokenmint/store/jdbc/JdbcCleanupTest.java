package io.tokenmint.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tokenmint.spi.StoreException;
import io.tokenmint.spi.StoredToken;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class JdbcCleanupTest {
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    static Stream<Map.Entry<String, Supplier<TestDatabase>>> databases() {
        return Stream.of(
                Map.entry("PostgreSQL", TestDatabase::postgres),
                Map.entry("MariaDB", TestDatabase::mariaDb),
                Map.entry("H2", TestDatabase::h2));
    }

    @ParameterizedTest
    @MethodSource("databases")
    void deletesWhatExpiredLongerAgoThanTheMargin(Map.Entry<String, Supplier<TestDatabase>> kind) {
        try (TestDatabase database = kind.getValue().get()) {
            StoredToken live = issued(database, now);
            StoredToken withinMargin = issued(database, now.minus(Duration.ofMinutes(4 * 60 + 30)));
            List<StoredToken> gone = Stream.generate(() -> issued(database, now.minus(Duration.ofHours(6))))
                    .limit(1_100)
                    .toList();

            long deleted = cleanup(database, now).run();

            assertThat(deleted).isEqualTo(gone.size());
            assertThat(database.tokens().find(live.key())).isPresent();
            assertThat(database.tokens().find(withinMargin.key())).isPresent();
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void deletesNothingWhenTheClocksDifferByMoreThanFiveMinutes(Map.Entry<String, Supplier<TestDatabase>> kind) {
        try (TestDatabase database = kind.getValue().get()) {
            StoredToken expired = issued(database, now.minus(Duration.ofHours(6)));

            for (Duration difference : List.of(Duration.ofMinutes(6), Duration.ofMinutes(-6))) {
                assertThatExceptionOfType(StoreException.class)
                        .isThrownBy(
                                () -> cleanup(database, now.plus(difference)).run())
                        .withMessageContaining("clock");
            }

            assertThat(database.tokens().find(expired.key())).isPresent();
            assertThat(cleanup(database, now.plus(Duration.ofMinutes(4))).run()).isEqualTo(1);
        }
    }

    @Test
    void endsWhenInterruptedAndKeepsTheFlag() {
        try (TestDatabase database = TestDatabase.h2()) {
            issued(database, now.minus(Duration.ofHours(6)));
            Thread.currentThread().interrupt();
            assertThat(cleanup(database, now).run()).isZero();
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void runsOnTheExecutorOfTheHostUntilItIsCancelled() throws Exception {
        ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
        try (TestDatabase database = TestDatabase.h2()) {
            StoredToken expired = issued(database, now.minus(Duration.ofHours(6)));

            var running = cleanup(database, now).scheduled(executor, Duration.ofSeconds(1));

            while (database.tokens().find(expired.key()).isPresent()) {
                Thread.onSpinWait();
            }
            assertThat(running.cancel(false)).isTrue();
        } finally {
            executor.shutdown();
            assertThat(executor.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** What a clean-up asked an executor for; the test runs it when it likes. */
    private static final class HandDriven implements InvocationHandler {
        private final List<Long> first = new ArrayList<>();
        private final List<Long> between = new ArrayList<>();
        private Runnable task = () -> {};

        private ScheduledExecutorService executor() {
            Class<?>[] type = {ScheduledExecutorService.class};
            return (ScheduledExecutorService) Proxy.newProxyInstance(getClass().getClassLoader(), type, this);
        }

        @Override
        public @Nullable Object invoke(Object proxy, Method method, Object[] arguments) {
            // a fixed delay begins when a run has ended, so that no two of them overlap
            assertThat(method.getName()).isEqualTo("scheduleWithFixedDelay");
            task = (Runnable) arguments[0];
            first.add((Long) arguments[1]);
            between.add((Long) arguments[2]);
            assertThat(arguments[3]).isEqualTo(TimeUnit.MILLISECONDS);
            return null;
        }
    }

    @Test
    void theNextRunComesAfterOneThatFailed() {
        try (TestDatabase database = TestDatabase.h2()) {
            HandDriven driven = new HandDriven();
            StoredToken expired = issued(database, now.minus(Duration.ofHours(6)));
            var unused = cleanup(database, now).scheduled(driven.executor(), Duration.ofMinutes(5));

            database.execute("ALTER TABLE tokenmint_token RENAME TO elsewhere");
            driven.task.run();
            database.execute("ALTER TABLE elsewhere RENAME TO tokenmint_token");
            assertThat(database.tokens().find(expired.key())).isPresent();
            driven.task.run();

            assertThat(database.tokens().find(expired.key())).isEmpty();
        }
    }

    @Test
    void nodesThatStartTogetherDoNotCleanUpTogether() {
        try (TestDatabase database = TestDatabase.h2()) {
            HandDriven driven = new HandDriven();
            for (int node = 0; node < 100; node++) {
                var unused = cleanup(database, now).scheduled(driven.executor(), Duration.ofSeconds(100));
            }

            assertThat(driven.first).allMatch(millis -> millis >= 0 && millis < 100_000);
            assertThat(Set.copyOf(driven.first)).hasSizeGreaterThan(50);
            assertThat(driven.between).allMatch(millis -> millis >= 90_000 && millis <= 110_000);
            assertThat(Set.copyOf(driven.between)).hasSizeGreaterThan(50);
        }
    }

    @Test
    void refusesANegativeMarginAndATinyInterval() {
        try (TestDatabase database = TestDatabase.h2()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new JdbcCleanup(database.tokens(), Clock.systemUTC(), Duration.ofSeconds(-1)));
            ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> cleanup(database, now).scheduled(executor, Duration.ofMillis(999)));
            executor.shutdown();
        }
    }

    private static JdbcCleanup cleanup(TestDatabase database, Instant time) {
        return new JdbcCleanup(database.tokens(), Clock.fixed(time, ZoneOffset.UTC));
    }

    private static StoredToken issued(TestDatabase database, Instant issuedAt) {
        StoredToken token = Samples.token(Samples.AUTHORIZATION, issuedAt);
        database.tokens().insert(token);
        return token;
    }
}
