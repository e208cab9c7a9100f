package io.tokenmint.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmint.testing.databases.MariaDbServer;
import io.tokenmint.testing.databases.PostgresServer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is measured without JMH runs. */
class OtherFiguresTest {
    @Test
    void theFirstTokenComesFromANewJvm() throws Exception {
        assertThat(StartUp.measure(1).median()).isPositive();
    }

    @Test
    void liveTokensTakeHeap() {
        assertThat(HeapPerToken.measure(50_000).unit()).isEqualTo("bytes");
    }

    @Test
    void aSteadyLoadIsAnsweredOverSockets() throws Exception {
        assertThat(SocketLoad.figures(50, 1, 1))
                .hasSize(5)
                .allSatisfy(figure -> assertThat(figure.median()).isPositive());
    }

    @Test
    void fullLoadWithBadRequestsIsSurvived() throws Exception {
        assertThat(Soak.run(1, Duration.ofSeconds(4))).contains("bad requests");
    }

    @Test
    @EnabledIf("io.tokenmint.testing.databases.PostgresServer#isAvailable")
    void tokensTakeDiskAndLog() throws Exception {
        assertThat(WalVolume.measure(500, 20))
                .hasSize(4)
                .allSatisfy(figure -> assertThat(figure.median()).isPositive());
    }

    @ParameterizedTest
    @EnumSource(value = Database.Kind.class, mode = EnumSource.Mode.EXCLUDE, names = "H2")
    @EnabledIf("serversAreAvailable")
    void whatExpiredIsDeletedBesideInserts(Database.Kind server) throws Exception {
        assertThat(WholeCleanUp.measure(server, 1_000, Duration.ofMillis(100)))
                .hasSize(4)
                .allSatisfy(figure -> assertThat(figure.median()).isPositive());
    }

    @ParameterizedTest
    @EnumSource(value = Database.Kind.class, mode = EnumSource.Mode.EXCLUDE, names = "H2")
    @EnabledIf("serversAreAvailable")
    void aLargeTableIsMadeOnce(Database.Kind server) {
        for (int time = 0; time < 2; time++) {
            try (Database database = TokenTable.large(server, 480)) {
                assertThat(database.read("SELECT count(DISTINCT token_key) FROM tokenmint_token"))
                        .isEqualTo("480");
            }
        }
    }

    static boolean serversAreAvailable() {
        return PostgresServer.isAvailable() && MariaDbServer.isAvailable();
    }

    @Test
    void partsTakeTurns() throws Exception {
        assertThat(Parts.mint().measure("mint", 2, 5, 3).lines()).hasSize(9);
        assertThat(Parts.peers().measure("peers", 1, 5, 3).lines()).hasSize(5);
        assertThat(Parts.validation(20).measure("validation", 1, 5, 3).lines()).hasSize(6);
    }

    @Test
    @EnabledIf("io.tokenmint.testing.databases.PostgresServer#isAvailable")
    void insertsTakeTurns() throws Exception {
        try (Database database = Database.open(Database.Kind.POSTGRESQL)) {
            assertThat(Parts.insert(database).measure("insert", 1, 2, 3).lines())
                    .hasSize(4)
                    .contains("insert");
        }
    }

    @Test
    void requestsThatFailAreCompared() {
        assertThat(TimingLeaks.run(20, 20))
                .hasSize(11)
                .allSatisfy(comparison -> assertThat(comparison.medianOfFirst()).isPositive());
    }

    @Test
    void equalTimesAreNotSeparable() {
        assertThat(new TimingComparison("same", 0.5, 1_000, 1_010).isSeparable())
                .isFalse();
        assertThat(new TimingComparison("far", 0.5, 1_000, 1_100).isSeparable()).isTrue();
        assertThat(new TimingComparison("sure", -9, 1_000, 1_010).isSeparable()).isTrue();
    }
}
