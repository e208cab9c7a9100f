package io.tokenmint.benchmarks;

import io.tokenmint.store.jdbc.JdbcTokenStore;
import java.sql.SQLException;
import java.util.Optional;

/**
 * A lone caller of a database goes through its code 3,000 times a second, and most of a minute passes before all of that is
 * compiled. Where no commit waits for the disk it goes through it 10,000 times.
 */
final class LoneCaller {
    private static final int CALLS = 40_000;

    private LoneCaller() {}

    static void warmUpStore(Database server) {
        Optional<Database> quick = server.withoutFlush();
        if (quick.isPresent()) {
            try (Database database = quick.get()) {
                JdbcTokenStore store = new JdbcTokenStore(database.pool());
                for (int call = 0; call < CALLS; call++) {
                    store.insert(NewTokens.next());
                }
            }
        }
    }

    static void warmUpSingleRow(Database server) throws SQLException {
        Optional<Database> quick = server.withoutFlush();
        if (quick.isPresent()) {
            try (Database database = quick.get()) {
                RawInserts raw = new RawInserts(database);
                for (int call = 0; call < CALLS; call++) {
                    raw.single(NewTokens.next());
                }
            }
        }
    }
}
