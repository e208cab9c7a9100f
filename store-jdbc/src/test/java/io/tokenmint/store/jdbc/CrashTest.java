package io.tokenmint.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.tokenmint.spi.Authorization;
import io.tokenmint.spi.StoreException;
import io.tokenmint.spi.StoredToken;
import io.tokenmint.spi.TokenKey;
import io.tokenmint.testing.databases.MariaDbServer;
import io.tokenmint.testing.databases.PostgresServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * A token whose insert returned is found after any crash. PostgreSQL, with {@code fsync} on, and MariaDB, with
 * {@code innodb_flush_log_at_trx_commit = 1}, are killed with SIGKILL at random moments under concurrent inserts, and so is a JVM
 * that inserts. {@code -Dcrash.rounds=200} runs longer, {@code -Dcrash.mariadb=200} and {@code -Dcrash.jvms=200} set two of them
 * apart; what was handed out and what was lost goes to the standard output.
 */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
@EnabledIf("io.tokenmint.testing.databases.PostgresServer#isAvailable")
class CrashTest {
    private static final int ROUNDS = Integer.getInteger("crash.rounds", 25);
    /** A MariaDB takes longer to recover than a PostgreSQL. */
    private static final int MARIADB_ROUNDS = Integer.getInteger("crash.mariadb", Math.max(3, ROUNDS / 8));

    private static final int JVM_ROUNDS = Integer.getInteger("crash.jvms", Math.max(3, ROUNDS / 8));
    private static final int CALLERS = 16;

    @Test
    void everyTokenHandedOutBeforeAServerCrashIsFoundAfterIt() throws Exception {
        long handedOut = 0;
        long lost = 0;
        try (PostgresServer server = PostgresServer.start()) {
            String url = server.newDatabase();
            for (int round = 0; round < ROUNDS; round++) {
                try (HikariDataSource pool = FaultsTest.pool(url, 4)) {
                    JdbcSchema.create(pool, JdbcSettings.defaults());
                    List<StoredToken> returned =
                            insertUntilKilled(server::kill, new JdbcTokenStore(pool), round, ignored -> {});
                    server.startAgain();
                    handedOut += returned.size();
                    lost += lost(url, returned);
                }
            }
        }
        System.out.printf("server killed %d times: %d handed out, %d lost%n", ROUNDS, handedOut, lost);
        assertThat(handedOut).isGreaterThan(ROUNDS);
        assertThat(lost).isZero();
    }

    /** One store throughout: it recovers without being made again, and tells everybody in between what to do. */
    @Test
    @EnabledIf("io.tokenmint.testing.databases.MariaDbServer#isAvailable")
    void everyTokenHandedOutBeforeAMariaDbCrashIsFoundByTheSameStore() throws Exception {
        long handedOut = 0;
        long lost = 0;
        Queue<String> told = new ConcurrentLinkedQueue<>();
        try (MariaDbServer server = MariaDbServer.start()) {
            String url = server.newDatabase();
            try (HikariDataSource pool = FaultsTest.pool(url, 4)) {
                JdbcSchema.create(pool, JdbcSettings.defaults());
                JdbcTokenStore store = new JdbcTokenStore(pool);
                for (int round = 0; round < MARIADB_ROUNDS; round++) {
                    List<StoredToken> returned = insertUntilKilled(
                            server::kill, store, round, e -> told.add(String.valueOf(e.getMessage())));
                    server.startAgain();
                    FaultsTest.insertUntilItWorks(store);
                    handedOut += returned.size();
                    lost += lost(url, returned);
                }
            }
        }
        System.out.printf("MariaDB killed %d times: %d handed out, %d lost%n", MARIADB_ROUNDS, handedOut, lost);
        assertThat(handedOut).isGreaterThan(MARIADB_ROUNDS);
        assertThat(lost).isZero();
        assertThat(told)
                .isNotEmpty()
                .allSatisfy(message -> assertThat(message)
                        .contains("the database could not store a token", "check that the database is"));
    }

    private static List<StoredToken> insertUntilKilled(
            Runnable kill, JdbcTokenStore store, int round, Consumer<StoreException> failures)
            throws InterruptedException {
        Queue<StoredToken> returned = new ConcurrentLinkedQueue<>();
        CountDownLatch enough = new CountDownLatch(ThreadLocalRandom.current().nextInt(1, 2_000));
        AtomicBoolean dead = new AtomicBoolean();
        Authorization authorization = Samples.authorization("client" + round, "a.read");
        List<Thread> callers = IntStream.range(0, CALLERS)
                .mapToObj(i -> new Thread(() -> {
                    while (!dead.get()) {
                        StoredToken token = Samples.token(authorization, Samples.NOW);
                        if (isInserted(store, token, failures)) {
                            returned.add(token);
                            enough.countDown();
                        }
                    }
                }))
                .toList();
        callers.forEach(Thread::start);
        enough.await();
        kill.run();
        dead.set(true);
        for (Thread caller : callers) {
            caller.join();
        }
        return new ArrayList<>(returned);
    }

    private static boolean isInserted(JdbcTokenStore store, StoredToken token, Consumer<StoreException> failures) {
        try {
            store.insert(token);
            return true;
        } catch (StoreException e) {
            failures.accept(e);
            return false;
        }
    }

    private static long lost(String url, List<StoredToken> tokens) throws SQLException {
        Map<TokenKey, Long> found = new HashMap<>();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT token_key, expires_at FROM tokenmint_token"
                        + " JOIN tokenmint_authorization ON authorization_id = id")) {
            while (row.next()) {
                found.put(TokenKey.fromBytes(row.getBytes(1)), row.getLong(2));
            }
        }
        return tokens.stream()
                .filter(token -> !Objects.equals(
                        found.get(token.key()), token.expiresAt().toEpochMilli()))
                .count();
    }

    @Test
    void everyTokenHandedOutBeforeTheMintingJvmIsKilledIsFoundByAnother() throws Exception {
        long handedOut = 0;
        long lost = 0;
        try (TestDatabase database = TestDatabase.postgres()) {
            for (int round = 0; round < JVM_ROUNDS; round++) {
                List<TokenKey> keys = keysOfAKilledJvm(database.url());
                handedOut += keys.size();
                lost += keys.stream()
                        .filter(key -> database.tokens().find(key).isEmpty())
                        .count();
            }
            database.tokens().insert(Samples.token());
        }
        System.out.printf("minting JVM killed %d times: %d handed out, %d lost%n", JVM_ROUNDS, handedOut, lost);
        assertThat(handedOut).isGreaterThan(JVM_ROUNDS);
        assertThat(lost).isZero();
    }

    private static List<TokenKey> keysOfAKilledJvm(String url) throws IOException, InterruptedException {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Minting.class.getName(),
                        url)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<TokenKey> keys = new ArrayList<>();
        int enough = ThreadLocalRandom.current().nextInt(1, 2_000);
        try (BufferedReader lines = child.inputReader(StandardCharsets.US_ASCII)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                // the last line may be cut short by the kill: nobody was told that key
                if (line.length() == 2 * TokenKey.BYTES) {
                    keys.add(TokenKey.fromBytes(HexFormat.of().parseHex(line)));
                }
                if (keys.size() == enough) {
                    child.toHandle().destroyForcibly(); // which leaves the pipe to be read to its end
                }
            }
        }
        child.waitFor();
        return keys;
    }

    /** A JVM that inserts and writes each key to its standard output once the insert has returned. */
    static final class Minting {
        private Minting() {}

        public static void main(String[] arguments) {
            JdbcTokenStore store = new JdbcTokenStore(PostgresServer.pool(arguments[0], 4));
            for (int i = 0; i < CALLERS; i++) {
                new Thread(() -> mint(store)).start();
            }
        }

        private static void mint(JdbcTokenStore store) {
            while (true) {
                StoredToken token = Samples.token();
                store.insert(token);
                byte[] line =
                        (HexFormat.of().formatHex(token.key().toBytes()) + "\n").getBytes(StandardCharsets.US_ASCII);
                synchronized (System.out) {
                    System.out.write(line, 0, line.length);
                    System.out.flush();
                }
            }
        }
    }
}
