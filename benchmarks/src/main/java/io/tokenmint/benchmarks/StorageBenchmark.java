package io.tokenmint.benchmarks;

import io.tokenmint.store.jdbc.JdbcSchema;
import io.tokenmint.store.jdbc.JdbcSettings;
import io.tokenmint.store.jdbc.JdbcTokenStore;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * How many durable tokens a second: the store, whose callers share transactions, beside single rows through the same pool and
 * raw batches. Run it with as many threads as there shall be callers.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH fills parameters in, set-up methods the rest
public class StorageBenchmark {
    @Param({"POSTGRESQL", "MARIADB", "H2"})
    Database.Kind database;

    /** How many live tokens the table has before it begins; large tables are made on servers only. */
    @Param("0")
    int rows;

    /** Whether another thread deletes expired tokens meanwhile. */
    @Param("false")
    boolean cleanUp;

    private Database server;
    private JdbcTokenStore store;
    private RawInserts raw;
    private CleanUpBeside beside;

    @Setup
    public void open(BenchmarkParams params) throws SQLException {
        server = rows > 0 ? TokenTable.large(database, rows) : Database.open(database);
        JdbcSchema.create(server.pool(), JdbcSettings.defaults());
        store = new JdbcTokenStore(server.pool());
        store.insert(NewTokens.next());
        raw = new RawInserts(server);
        if (params.getWarmup().getCount() > 1 && params.getThreads() == 1) {
            if (params.getBenchmark().endsWith(Plans.GROUP_COMMIT)) {
                LoneCaller.warmUpStore(server);
            } else if (params.getBenchmark().endsWith(Plans.SINGLE_ROW)) {
                LoneCaller.warmUpSingleRow(server);
            }
        }
        beside = cleanUp ? CleanUpBeside.start(server, store) : CleanUpBeside.none();
    }

    @TearDown
    public void close() {
        beside.close();
        server.close();
    }

    /** The store: concurrent callers share a transaction. */
    @Benchmark
    public void groupCommit() {
        store.insert(NewTokens.next());
    }

    /** One row, one transaction. */
    @Benchmark
    public void singleRow() throws SQLException {
        raw.single(NewTokens.next());
    }

    /** As many rows in a statement as the store would write at once, without waiting for callers to bring them. */
    @Benchmark
    @OperationsPerInvocation(RawInserts.BATCH)
    public void rawBatch() throws SQLException {
        raw.batch(NewTokens.next(RawInserts.BATCH));
    }
}
