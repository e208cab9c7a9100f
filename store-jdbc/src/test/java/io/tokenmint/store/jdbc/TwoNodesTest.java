package io.tokenmint.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmint.CachingClientStore;
import io.tokenmint.ClientRegistrar;
import io.tokenmint.Introspection;
import io.tokenmint.TokenResponse;
import io.tokenmint.TokenService;
import io.tokenmint.TokenSettings;
import io.tokenmint.spi.Client;
import io.tokenmint.spi.ClientRegistry;
import io.tokenmint.spi.ClientSettings;
import io.tokenmint.spi.Scope;
import io.tokenmint.testing.databases.PostgresServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two JVMs on one database mint, validate, revoke and clean up at once, for {@code -DtwoNodes.seconds} seconds, a minute if not
 * set. The other JVM prints each token it mints; this one finds it active, revokes every tenth and asks the other about it, and
 * mints and cleans up meanwhile. Heavy: {@code mvn -B test -pl store-jdbc -am -Dgroups=heavy -DexcludedGroups=}.
 */
@Tag("heavy")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
@ParameterizedClass(allowZeroInvocations = true)
@MethodSource("io.tokenmint.store.jdbc.DatabaseType#servers")
class TwoNodesTest {
    private static final String REFUSED = "refused";
    private static final Duration SNAPSHOT_AGE = Duration.ofSeconds(3);

    private final DatabaseType type;

    TwoNodesTest(DatabaseType type) {
        this.type = type;
    }

    @Test
    void agreeOnEveryToken() throws Exception {
        long seconds = Long.getLong("twoNodes.seconds", 60);
        try (TestDatabase database = type.open()) {
            database.clients().insert(client("acme", ClientSettings.none()));
            database.clients().insert(client("brief", ClientSettings.none().withTokenLifetime(Duration.ofSeconds(2))));
            try (OtherNode other = new OtherNode(database.url());
                    Work work = new Work(database)) {
                long seen = compareFor(Duration.ofSeconds(seconds), database, other);

                assertThat(work.faults()).isEmpty();
                assertThat(seen).isGreaterThan(10 * seconds);
                System.out.printf("two nodes on %s for %d s: %d tokens of the other, %s%n", type, seconds, seen, work);
            }
        }
    }

    @Test
    void refuseAClientThatOneOfThemDisabled() throws Exception {
        try (TestDatabase database = type.open();
                OtherNode other = new OtherNode(database.url())) {
            database.clients().insert(client("acme", ClientSettings.none()));
            List<String> tokens = new ArrayList<>();
            tokens.add(other.mint("acme"));

            new ClientRegistrar(database.clients(), TokenSettings.defaults()).disable("acme");
            long disabled = System.nanoTime();
            for (String token = other.mint("acme"); !token.equals(REFUSED); token = other.mint("acme")) {
                tokens.add(token);
                assertIsKnownSoonAfter(disabled);
            }

            assertThat(tokens).as("of before, and of the age of the snapshot").hasSizeGreaterThan(1);
            TokenService service = service(database.dataSource(), database.clients());
            for (String token : tokens) {
                assertThat(other.isActive(token)).isFalse();
                assertThat(service.introspect(token)).isInstanceOf(Introspection.Inactive.class);
            }
        }
    }

    @Test
    void endTheTokensOfAClientWhenOneOfThemRevokesAll() throws Exception {
        try (TestDatabase database = type.open();
                OtherNode other = new OtherNode(database.url())) {
            database.clients().insert(client("acme", ClientSettings.none()));
            String before = other.mint("acme");

            new ClientRegistrar(database.clients(), TokenSettings.defaults()).revokeAll("acme");
            long revoked = System.nanoTime();
            String meanwhile = other.mint("acme");
            while (other.isActive(before) || other.isActive(meanwhile)) {
                assertIsKnownSoonAfter(revoked);
            }

            TokenService service = service(database.dataSource(), database.clients());
            assertThat(service.introspect(before)).isInstanceOf(Introspection.Inactive.class);
            assertThat(service.introspect(meanwhile)).isInstanceOf(Introspection.Inactive.class);
            assertThat(other.isActive(other.mint("acme"))).isTrue();
        }
    }

    /** Leaves a busy machine some time beyond the age of a snapshot. */
    private static void assertIsKnownSoonAfter(long change) {
        assertThat(System.nanoTime() - change)
                .isLessThan(SNAPSHOT_AGE.plusSeconds(5).toNanos());
    }

    private static Client client(String id, ClientSettings settings) {
        return Client.builder(id)
                .grantTypes("client_credentials")
                .scope(Scope.of("a.read"))
                .settings(settings)
                .build();
    }

    private static long compareFor(Duration time, TestDatabase database, OtherNode other) throws IOException {
        TokenService service = service(database.dataSource(), database.clients());
        long end = System.nanoTime() + time.toNanos();
        long seen = 0;
        while (System.nanoTime() < end) {
            String token = other.mint("acme");
            seen++;
            assertThat(service.introspect(token)).isInstanceOf(Introspection.Active.class);
            if (seen % 10 == 0) {
                assertThat(service.revoke(token)).isTrue();
                assertThat(other.isActive(token)).isFalse();
            } else {
                assertThat(other.isActive(token)).isTrue();
            }
        }
        return seen;
    }

    static TokenService service(DataSource dataSource, ClientRegistry clients) {
        return new TokenService(
                new CachingClientStore(clients, SNAPSHOT_AGE),
                new JdbcTokenStore(dataSource),
                TokenSettings.defaults());
    }

    private static String mint(TokenService service, String clientId) {
        if (service.issueFor(clientId) instanceof TokenResponse.Issued issued) {
            return issued.accessToken();
        }
        return REFUSED;
    }

    /** Minting, revoking and cleaning up in this JVM, until closed. */
    private static final class Work implements AutoCloseable {
        private final AtomicBoolean ended = new AtomicBoolean();
        private final AtomicLong minted = new AtomicLong();
        private final AtomicLong cleaned = new AtomicLong();
        private final List<String> faults = Collections.synchronizedList(new ArrayList<>());
        private final List<Thread> threads = new ArrayList<>();

        private Work(TestDatabase database) {
            TokenService service = service(database.dataSource(), database.clients());
            JdbcCleanup cleanup = new JdbcCleanup(database.otherTokens(), Clock.systemUTC(), Duration.ZERO);
            begin(() -> cleaned.addAndGet(cleanup.run()));
            for (int i = 0; i < 4; i++) {
                begin(() -> {
                    if (mint(service, "brief").equals(REFUSED) || !service.revoke(mint(service, "acme"))) {
                        faults.add("a token was refused or gone");
                    }
                    minted.addAndGet(2);
                });
            }
        }

        private void begin(Runnable task) {
            Thread thread = new Thread(() -> {
                while (!ended.get()) {
                    try {
                        task.run();
                    } catch (RuntimeException e) {
                        faults.add(e.toString());
                    }
                }
            });
            threads.add(thread);
            thread.start();
        }

        private List<String> faults() {
            return List.copyOf(faults);
        }

        @Override
        public void close() {
            ended.set(true);
            for (Thread thread : threads) {
                joinUninterruptibly(thread);
            }
        }

        private static void joinUninterruptibly(Thread thread) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public String toString() {
            return minted + " of our own, " + cleaned + " cleaned up";
        }
    }

    /** A node in a JVM of its own that answers one line with one line. */
    static final class OtherNode implements AutoCloseable {
        private final Process process;
        private final PrintStream questions;
        private final BufferedReader answers;

        private OtherNode(String url) throws IOException {
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            OtherNode.class.getName(),
                            url)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            questions = new PrintStream(process.getOutputStream(), true, StandardCharsets.US_ASCII);
            answers = process.inputReader(StandardCharsets.US_ASCII);
        }

        private String mint(String clientId) throws IOException {
            return ask("mint " + clientId);
        }

        private boolean isActive(String token) throws IOException {
            return ask("find " + token).equals("true");
        }

        private String ask(String question) throws IOException {
            questions.println(question);
            String answer = answers.readLine();
            assertThat(answer).as("the other node's answer").isNotNull();
            return answer;
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }

        public static void main(String[] arguments) {
            DataSource pool = PostgresServer.pool(arguments[0], 4);
            TokenService service = service(pool, new JdbcClientStore(pool));
            Thread cleaner = new Thread(() -> cleanUp(new JdbcTokenStore(pool)));
            cleaner.setDaemon(true);
            cleaner.start();
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))
                    .lines()
                    .forEach(line -> System.out.println(answer(service, line.substring(0, 4), line.substring(5))));
        }

        private static String answer(TokenService service, String verb, String what) {
            return verb.equals("mint")
                    ? TwoNodesTest.mint(service, what)
                    : String.valueOf(service.introspect(what) instanceof Introspection.Active);
        }

        private static void cleanUp(JdbcTokenStore store) {
            JdbcCleanup cleanup = new JdbcCleanup(store, Clock.systemUTC(), Duration.ZERO);
            while (true) {
                cleanup.run();
            }
        }
    }
}
