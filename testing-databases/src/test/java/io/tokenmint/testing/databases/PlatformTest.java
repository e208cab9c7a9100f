package io.tokenmint.testing.databases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where there is a server its tests run or fail; only where there is none they are left out. */
class PlatformTest {
    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, /postgres-linux-x86_64.txz, true",
        "Linux, aarch64, /postgres-linux-arm_64.txz, false",
        "Mac OS X, aarch64, /postgres-darwin-arm_64.txz, false"
    })
    void hasWhatTheProfilesBring(String system, String processor, String archive, boolean mariaDb) {
        Platform platform = new Platform(system, processor);

        assertThat(platform.postgresArchive()).contains(archive);
        assertThat(platform.hasMariaDb()).isEqualTo(mariaDb);
    }

    @ParameterizedTest
    @CsvSource({"Windows 11, amd64", "Mac OS X, x86_64", "Linux, s390x", "FreeBSD, amd64"})
    void anotherHasNone(String system, String processor) {
        Platform platform = new Platform(system, processor);

        assertThat(platform.postgresArchive()).isEmpty();
        assertThat(platform.hasMariaDb()).isFalse();
    }

    /** Whether a server is started depends on the platform alone, so that a lost archive is seen. */
    @Test
    void theServersAreThereIfThePlatformHasThem() {
        assertThat(PostgresServer.isAvailable())
                .isEqualTo(Platform.current().postgresArchive().isPresent());
        assertThat(MariaDbServer.isAvailable()).isEqualTo(Platform.current().hasMariaDb());
    }

    @Test
    void anArchiveThatIsMissingIsAFailure() {
        assertThatIllegalStateException()
                .isThrownBy(() -> PostgresBinaries.resource("/postgres-lost.txz"))
                .withMessageContaining("/postgres-lost.txz is not on the class path");
    }

    @Test
    @EnabledIf("io.tokenmint.testing.databases.PostgresServer#isAvailable")
    void aJarThatIsMissingIsAFailure(@TempDir Path folder) {
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> PostgresBinaries.in(folder.resolve("lost.jar"), folder))
                .withMessageContaining("lost.jar");
    }

    @Test
    @EnabledIf("io.tokenmint.testing.databases.PostgresServer#isAvailable")
    void aServerThatDoesNotStartIsAFailure() {
        assertThatIllegalStateException()
                .isThrownBy(() -> PostgresServer.start("no_such_setting=1"))
                .withMessageContaining("no_such_setting");
    }

    /** The pool has one thread on two processors, and a test that waits for a server there must not keep the server from starting. */
    @Test
    @EnabledIf("io.tokenmint.testing.databases.PostgresServer#isAvailable")
    @Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void startsAndEndsWhileTheSharedPoolIsBusy() {
        CountDownLatch ended = new CountDownLatch(1);
        ForkJoinPool pool = ForkJoinPool.commonPool();
        for (int thread = 0; thread < pool.getParallelism(); thread++) {
            pool.execute(() -> await(ended));
        }
        try (PostgresServer server = PostgresServer.start()) {
            assertThat(server.newDatabase()).startsWith("jdbc:postgresql:");
        } finally {
            ended.countDown();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
