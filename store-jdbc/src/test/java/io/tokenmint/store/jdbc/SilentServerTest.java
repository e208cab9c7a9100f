package io.tokenmint.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.tokenmint.spi.StoreException;
import io.tokenmint.spi.StoredToken;
import io.tokenmint.testing.databases.MariaDbServer;
import io.tokenmint.testing.databases.PostgresServer;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** A server that keeps its connections and says no more: callers wait for as long as was set, and not behind each other's backs. */
@Timeout(60)
class SilentServerTest {
    private static final JdbcSettings SETTINGS =
            JdbcSettings.builder().answerTimeout(Duration.ofMillis(300)).build();

    static Stream<String> urls() {
        return Stream.concat(
                PostgresServer.isAvailable() ? Stream.of(PostgresServer.shared().newDatabase()) : Stream.empty(),
                MariaDbServer.isAvailable() ? Stream.of(MariaDbServer.shared().newDatabase()) : Stream.empty());
    }

    @ParameterizedTest
    @MethodSource("urls")
    void isGivenUpAndUsedAgainWhenItSpeaks(String url) throws Exception {
        try (SilentProxy proxy = SilentProxy.before(url);
                HikariDataSource pool = FaultsTest.pool(proxy.through(url), 2)) {
            JdbcSchema.create(pool, SETTINGS);
            JdbcTokenStore store = new JdbcTokenStore(pool, SETTINGS);
            StoredToken kept = Samples.token();
            store.insert(kept);

            proxy.silence();
            List<CompletableFuture<Boolean>> callers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                CompletableFuture<Boolean> told = new CompletableFuture<>();
                callers.add(told);
                new Thread(() -> told.complete(isInserted(store))).start();
            }
            for (CompletableFuture<Boolean> told : callers) {
                assertThat(told.get()).isFalse();
            }

            proxy.speak();
            while (!isInserted(store)) {
                Thread.onSpinWait();
            }
            assertThat(store.find(kept.key())).contains(kept);
        }
    }

    /** The connections are the host's: a limit of its own stays, and one of ours goes with us. */
    @Test
    @EnabledIf("io.tokenmint.testing.databases.PostgresServer#isAvailable")
    void theConnectionGetsItsOwnLimitBack() throws Exception {
        String url = PostgresServer.shared().newDatabase();
        SingleConnectionDataSource single = new SingleConnectionDataSource(url, true);
        List<Integer> limits = new ArrayList<>();
        InterceptedDataSource watched = new InterceptedDataSource(single, (connection, method, arguments) -> {
            if (method.equals("prepareStatement")) {
                limits.add(connection.getNetworkTimeout());
            }
        });
        JdbcSchema.create(single, SETTINGS);
        JdbcTokenStore store = new JdbcTokenStore(watched, SETTINGS);
        try (Connection connection = single.getConnection()) {
            store.revoke(Samples.token().key());
            assertThat(connection.getNetworkTimeout()).isZero();

            connection.setNetworkTimeout(Runnable::run, 100);
            store.revoke(Samples.token().key());
            assertThat(connection.getNetworkTimeout()).isEqualTo(100);

            assertThat(limits).containsExactly(300, 100);
        } finally {
            single.destroy();
        }
    }

    private static boolean isInserted(JdbcTokenStore store) {
        try {
            store.insert(Samples.token());
            return true;
        } catch (StoreException e) {
            return false;
        }
    }
}
