package io.tokenmint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tokenmint.spi.Client;
import io.tokenmint.spi.ClientStore;
import io.tokenmint.spi.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CachingClientStoreTest {
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger reads = new AtomicInteger();
    private volatile Optional<Client> stored =
            Optional.of(Client.builder("acme").build());
    private final CachingClientStore cache = new CachingClientStore(this::read, Duration.ofSeconds(30), nanos::get);

    private Optional<Client> read(String clientId) {
        reads.incrementAndGet();
        return clientId.equals("acme") ? stored : Optional.empty();
    }

    @Test
    void aSnapshotIsUsedUntilItIsTooOld() {
        cache.find("acme");
        nanos.addAndGet(Duration.ofSeconds(30).toNanos() - 1);
        cache.find("acme");
        assertThat(reads).hasValue(1);

        nanos.incrementAndGet();
        cache.find("acme");
        assertThat(reads).hasValue(2);
    }

    @Test
    void theAgeCountsFromBeforeTheRead() {
        CachingClientStore slow = new CachingClientStore(
                id -> {
                    nanos.addAndGet(Duration.ofSeconds(20).toNanos());
                    return read(id);
                },
                Duration.ofSeconds(30),
                nanos::get);
        slow.find("acme");
        nanos.addAndGet(Duration.ofSeconds(10).toNanos());
        slow.find("acme");

        assertThat(reads).hasValue(2);
    }

    @Test
    void aDisabledClientTakesEffectWithinTheAge() {
        assertThat(cache.find("acme").orElseThrow().enabled()).isTrue();
        stored = Optional.of(Client.builder("acme").enabled(false).build());

        assertThat(cache.find("acme").orElseThrow().enabled()).isTrue();
        nanos.addAndGet(Duration.ofSeconds(30).toNanos());
        assertThat(cache.find("acme").orElseThrow().enabled()).isFalse();
    }

    @Test
    void anUnknownIdIsRememberedToo() {
        assertThat(cache.find("nobody")).isEmpty();
        assertThat(cache.find("nobody")).isEmpty();

        assertThat(reads).hasValue(1);
    }

    @Test
    void aFloodOfUnknownIdsPushesNoClientOut() {
        cache.find("acme");
        for (int i = 0; i < 200_000; i++) {
            cache.find("made-up-" + i);
        }
        int before = reads.get();

        cache.find("acme");

        assertThat(reads).hasValue(before);
    }

    @Test
    void anIdThatNoClientCanHaveIsNotReadAndNotKept() {
        assertThat(cache.find("x".repeat(100_000))).isEmpty();
        assertThat(cache.find("x".repeat(256))).isEmpty();
        assertThat(reads).hasValue(0);
        assertThat(cache.find("x".repeat(255))).isEmpty();
        assertThat(reads).hasValue(1);
    }

    @Test
    void invalidatingMakesTheNextRequestRead() {
        cache.find("acme");
        cache.invalidate("acme");
        cache.find("acme");

        assertThat(reads).hasValue(2);
    }

    @Test
    void aClientThatAppearsReplacesItsAbsence() {
        stored = Optional.empty();
        assertThat(cache.find("acme")).isEmpty();
        stored = Optional.of(Client.builder("acme").build());
        nanos.addAndGet(Duration.ofSeconds(30).toNanos());

        assertThat(cache.find("acme")).isPresent();
        assertThat(cache.find("acme")).isPresent();
    }

    @Test
    void concurrentRequestsForOneClientReadItOnce() throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        CachingClientStore slow = new CachingClientStore(blocking(reading, release));
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Optional<Client>>> found = new ArrayList<>();
            found.add(threads.submit(() -> slow.find("acme")));
            assertThat(reading.await(30, TimeUnit.SECONDS)).isTrue();
            Callable<Optional<Client>> joining = () -> slow.find("acme");
            for (int i = 0; i < 7; i++) {
                found.add(threads.submit(joining));
            }
            release.countDown();
            for (Future<Optional<Client>> each : found) {
                assertThat(each.get(30, TimeUnit.SECONDS)).isPresent();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(reads).hasValue(1);
    }

    @Test
    void aReadThatBeganBeforeAnInvalidationIsNotKept() throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        CachingClientStore slow = new CachingClientStore(blocking(reading, release));
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try {
            Future<Optional<Client>> before = threads.submit(() -> slow.find("acme"));
            assertThat(reading.await(30, TimeUnit.SECONDS)).isTrue();
            slow.invalidate("acme");
            release.countDown();
            before.get(30, TimeUnit.SECONDS);
        } finally {
            threads.shutdownNow();
        }
        slow.find("acme");

        assertThat(reads).hasValue(2);
    }

    @Test
    void whoComesAfterAnInvalidationDoesNotWaitForAReadThatBeganBefore() throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        ClientStore first = blocking(reading, release);
        CachingClientStore slow = new CachingClientStore(id -> reading.getCount() > 0 ? first.find(id) : read(id));
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try {
            Future<Optional<Client>> before = threads.submit(() -> slow.find("acme"));
            assertThat(reading.await(30, TimeUnit.SECONDS)).isTrue();
            stored = Optional.of(Client.builder("acme").enabled(false).build());
            slow.invalidate("acme");

            assertThat(slow.find("acme").orElseThrow().enabled()).isFalse();
            release.countDown();
            assertThat(before.get(30, TimeUnit.SECONDS).orElseThrow().enabled()).isTrue();
        } finally {
            release.countDown();
            threads.shutdownNow();
        }

        assertThat(slow.find("acme").orElseThrow().enabled()).isFalse();
        assertThat(reads).hasValue(2);
    }

    @Test
    void whoWaitedForAReadUntilItWasTooOldReadsAgain() throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        CachingClientStore slow =
                new CachingClientStore(blocking(reading, release), Duration.ofSeconds(30), nanos::get);
        ExecutorService threads = Executors.newSingleThreadExecutor();
        Thread waiting = new Thread(() -> slow.find("acme"));
        try {
            Future<Optional<Client>> before = threads.submit(() -> slow.find("acme"));
            assertThat(reading.await(30, TimeUnit.SECONDS)).isTrue();
            waiting.start();
            while (waiting.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            nanos.addAndGet(Duration.ofSeconds(30).toNanos());
            release.countDown();
            assertThat(before.get(30, TimeUnit.SECONDS)).isPresent();
            waiting.join();
        } finally {
            release.countDown();
            threads.shutdownNow();
        }

        assertThat(reads).hasValue(2);
    }

    @Test
    void whoWaitsForAReadThatFailsIsToldAndNobodyIsStuck() throws Exception {
        for (Throwable fault : List.of(
                new StoreException("connection refused: start the database"),
                new IllegalStateException("closed"),
                new NoClassDefFoundError("driver"))) {
            CountDownLatch release = new CountDownLatch(1);
            CountDownLatch reading = new CountDownLatch(1);
            AtomicInteger attempts = new AtomicInteger();
            CachingClientStore failing = new CachingClientStore(id -> {
                if (attempts.incrementAndGet() > 1) {
                    return stored;
                }
                blocking(reading, release).find(id);
                if (fault instanceof Error error) {
                    throw error;
                }
                throw (RuntimeException) fault;
            });
            Thread waiting = new Thread(() -> failing.find("acme"));
            List<Throwable> thrown = Collections.synchronizedList(new ArrayList<>());
            Thread leading = new Thread(() -> failing.find("acme"));
            leading.setUncaughtExceptionHandler((thread, e) -> thrown.add(e));
            waiting.setUncaughtExceptionHandler((thread, e) -> thrown.add(e));
            leading.start();
            assertThat(reading.await(30, TimeUnit.SECONDS)).isTrue();
            waiting.start();
            while (waiting.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            release.countDown();
            leading.join();
            waiting.join();

            assertThat(thrown).hasSize(2).contains(fault);
            assertThat(thrown)
                    .anySatisfy(e ->
                            assertThat(e).isInstanceOf(StoreException.class).hasCause(fault));
            assertThat(failing.find("acme")).isPresent();
        }
    }

    @Test
    void idsThatDoNotExistAreRememberedInBoundedNumber() {
        for (int i = 0; i < 50_000; i++) {
            cache.find("made-up-" + i);
        }
        reads.set(0);
        for (int i = 0; i < 50_000; i++) {
            cache.find("made-up-" + i);
        }

        assertThat(reads.get()).isGreaterThanOrEqualTo(40_000);
    }

    private ClientStore blocking(CountDownLatch reading, CountDownLatch release) {
        return id -> {
            Optional<Client> found = read(id);
            reading.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                throw new StoreException("interrupted: try again", e);
            }
            return found;
        };
    }

    @Test
    void aFailureIsNotKept() {
        AtomicInteger attempts = new AtomicInteger();
        CachingClientStore failing = new CachingClientStore(id -> {
            if (attempts.incrementAndGet() == 1) {
                throw new StoreException("connection refused: start the database");
            }
            return stored;
        });

        assertThatExceptionOfType(StoreException.class).isThrownBy(() -> failing.find("acme"));
        assertThat(failing.find("acme")).isPresent();
    }

    @Test
    void anAgeThatCannotWorkIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new CachingClientStore(this::read, Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> new CachingClientStore(this::read, Duration.ofHours(2)));
        assertThatIllegalArgumentException().isThrownBy(() -> new CachingClientStore(this::read, Duration.ofNanos(-1)));
        assertThat(new CachingClientStore(this::read, Duration.ofHours(1)).find("acme"))
                .isPresent();
        assertThat(new CachingClientStore(this::read, Duration.ofNanos(1)).find("acme"))
                .isPresent();
    }
}
