package io.tokenmint.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.tokenmint.spi.StoreException;
import io.tokenmint.spi.StoredToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Callers interrupted at any moment, leaders included, on platform threads and (from JDK 21) on virtual ones, whose sockets
 * close when they are interrupted.
 */
@Timeout(120)
@EnabledIf("io.tokenmint.testing.databases.PostgresServer#isAvailable")
class InterruptedCallersTest {
    static Stream<ThreadFactory> threads() throws ReflectiveOperationException {
        List<ThreadFactory> kinds = new ArrayList<>(List.of(Thread::new));
        if (Runtime.version().feature() >= 21) {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            kinds.add((ThreadFactory) Class.forName("java.lang.Thread$Builder")
                    .getMethod("factory")
                    .invoke(builder));
        }
        return kinds.stream();
    }

    @ParameterizedTest
    @MethodSource("threads")
    void nobodyHangsOrIsToldAnUntruthOrLosesTheirFlag(ThreadFactory factory) throws Exception {
        try (TestDatabase database = TestDatabase.postgres();
                HikariDataSource pool = FaultsTest.pool(database.url(), 4)) {
            JdbcTokenStore store = new JdbcTokenStore(pool, database.settings());
            store.insert(Samples.token());
            Queue<StoredToken> returned = new ConcurrentLinkedQueue<>();
            AtomicInteger flagsLost = new AtomicInteger();
            for (int round = 0; round < 10; round++) {
                insertAndInterrupt(factory, store, returned, flagsLost);
            }

            assertThat(flagsLost).hasValue(0);
            assertThat(returned)
                    .isNotEmpty()
                    .allMatch(token -> database.otherTokens().find(token.key()).isPresent());
            store.insert(Samples.token());
        }
    }

    private static void insertAndInterrupt(
            ThreadFactory factory, JdbcTokenStore store, Queue<StoredToken> returned, AtomicInteger flagsLost)
            throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(16);
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            boolean victim = i % 4 == 0;
            callers.add(factory.newThread(() -> {
                begun.countDown();
                for (int inserts = 0; inserts < (victim ? 1_000_000 : 20); inserts++) {
                    insert(store, returned);
                    if (Thread.currentThread().isInterrupted()) {
                        return;
                    }
                }
                if (victim) {
                    flagsLost.incrementAndGet();
                }
            }));
        }
        callers.forEach(Thread::start);
        begun.await();
        for (int i = 0; i < 16; i += 4) {
            callers.get(i).interrupt();
        }
        for (Thread caller : callers) {
            caller.join();
        }
    }

    private static void insert(JdbcTokenStore store, Queue<StoredToken> returned) {
        StoredToken token = Samples.token();
        try {
            store.insert(token);
            returned.add(token);
        } catch (StoreException e) {
            assertThat(e).hasMessageNotContaining("null");
        }
    }

    /** The interrupt comes while the leader asks for a connection: nothing was sent, so it asks again. */
    @Test
    void aLeaderInterruptedBeforeItHasAConnectionServesItsBatch() throws Exception {
        try (TestDatabase database = TestDatabase.postgres();
                HikariDataSource pool = FaultsTest.pool(database.url(), 1)) {
            JdbcTokenStore store = new JdbcTokenStore(pool, database.settings());
            store.insert(Samples.token());
            StoredToken token = Samples.token();
            AtomicInteger flags = new AtomicInteger();
            Thread leader;
            try (var taken = pool.getConnection()) {
                assertThat(taken.isClosed()).isFalse();
                leader = new Thread(() -> {
                    store.insert(token);
                    flags.set(Thread.currentThread().isInterrupted() ? 1 : 0);
                });
                leader.start();
                while (leader.getState() != Thread.State.TIMED_WAITING) {
                    Thread.onSpinWait();
                }
                leader.interrupt();
            }
            leader.join();

            assertThat(store.find(token.key())).contains(token);
            assertThat(flags).hasValue(1);
        }
    }
}
