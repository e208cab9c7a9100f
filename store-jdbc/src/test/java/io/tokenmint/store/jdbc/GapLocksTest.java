package io.tokenmint.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmint.spi.StoredToken;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;

/** On MariaDB a transaction of the store locks rows and nothing between them, so that minting goes on beside it. */
@Timeout(120)
@EnabledIf("io.tokenmint.testing.databases.MariaDbServer#isAvailable")
class GapLocksTest {
    private TestDatabase database;

    @BeforeEach
    void start() {
        database = TestDatabase.mariaDb();
    }

    @AfterEach
    void stop() {
        database.close();
    }

    @Test
    void recordingTheUseOfTokensThatAreGoneLocksNoGap() {
        database.tokens().insert(Samples.token());
        AtomicBoolean inserted = new AtomicBoolean();
        InterceptedDataSource watched =
                new InterceptedDataSource(database.dataSource(), (connection, method, arguments) -> {
                    if (method.equals("commit")) {
                        insertWithoutWaiting();
                        inserted.set(true);
                    }
                });
        Connections connections = new Connections(watched, database.settings());
        List<Pending<TokenUses.Use>> gone = new ArrayList<>(Stream.generate(Samples::token)
                .limit(4)
                .map(token -> new Pending<>(new TokenUses.Use(token.key(), 1)))
                .toList());

        new BatchCommit<>(connections, new TokenUses(connections, database.settings())).write(gone);

        assertThat(gone).noneMatch(Pending::outcome);
        assertThat(inserted).isTrue();
    }

    private void insertWithoutWaiting() throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION innodb_lock_wait_timeout = 1");
            statement.execute("INSERT INTO tokenmint_token (token_key, issued_at, expires_at, last_used_at)"
                    + " VALUES (REPEAT(X'01', 32), 0, 0, 0), (REPEAT(X'7E', 32), 0, 0, 0)");
            statement.execute("SET SESSION innodb_lock_wait_timeout = 50");
        }
    }

    @Test
    void mintingUsingRevokingAndCleaningUpAtOnceDisturbNobody() throws Exception {
        Queue<RuntimeException> faults = new ConcurrentLinkedQueue<>();
        AtomicBoolean ended = new AtomicBoolean();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            threads.add(begin(faults, () -> mintUseAndRevoke(200)));
        }
        Thread cleaner = begin(faults, () -> {
            while (!ended.get()) {
                database.otherTokens().deleteExpired(Samples.NOW.minus(Duration.ofDays(1)), 50);
            }
        });
        for (Thread thread : threads) {
            thread.join();
        }
        ended.set(true);
        cleaner.join();

        assertThat(faults).isEmpty();
    }

    private void mintUseAndRevoke(int rounds) {
        for (int i = 0; i < rounds; i++) {
            StoredToken token = Samples.token();
            database.tokens().insert(token);
            database.tokens().insert(Samples.token(Samples.AUTHORIZATION, Samples.NOW.minus(Duration.ofDays(2))));
            assertThat(database.tokens().recordUse(token.key(), Samples.NOW.plusSeconds(60)))
                    .isTrue();
            database.otherTokens().revoke(token.key());
            assertThat(database.otherTokens().recordUse(token.key(), Samples.NOW.plusSeconds(90)))
                    .isFalse();
        }
    }

    private static Thread begin(Queue<RuntimeException> faults, Runnable work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (RuntimeException e) {
                faults.add(e);
            }
        });
        thread.start();
        return thread;
    }
}
