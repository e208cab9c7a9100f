package io.tokenmint.benchmarks;

import io.tokenmint.spi.TokenStore;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Deletes expired tokens while others are inserted: 20 chunks a second of a thousand each, of five million that there are. */
final class CleanUpBeside implements AutoCloseable {
    private static final int CHUNK = 1_000;
    private static final int CHUNKS_PER_SECOND = 20;

    private final @Nullable ScheduledExecutorService executor;

    private CleanUpBeside(@Nullable ScheduledExecutorService executor) {
        this.executor = executor;
    }

    static CleanUpBeside none() {
        return new CleanUpBeside(null);
    }

    static CleanUpBeside start(Database database, TokenStore store) {
        TokenTable.fillExpired(database, Plans.EXPIRED);
        ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
        var unused = executor.scheduleAtFixedRate(
                () -> store.deleteExpired(Instant.now().minusSeconds(1_800), CHUNK),
                0,
                1_000 / CHUNKS_PER_SECOND,
                TimeUnit.MILLISECONDS);
        return new CleanUpBeside(executor);
    }

    @Override
    public void close() {
        if (executor != null) {
            executor.shutdownNow();
        }
    }
}
