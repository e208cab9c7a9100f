package io.tokenmint.benchmarks;

import io.tokenmint.store.jdbc.JdbcSchema;
import io.tokenmint.store.jdbc.JdbcSettings;

/** Fills the store's table on PostgreSQL faster than clients could. */
final class TokenTable {
    private static final String FILL = """
            INSERT INTO tokenmint_token (token_key, authorization_id, issued_at, expires_at, last_used_at)
            SELECT int4send((%1$d + n * %2$d / %3$d)::int4) || substring(sha256(int8send(n + %1$d)) FROM 1 FOR 28),
                   '\\x00'::bytea, 0, (%1$d + n * %2$d / %3$d) * 60000, 0
            FROM generate_series(1, %3$d::int8) AS n""";
    private static final int LIFETIME_MINUTES = 240;
    private static final long MILLIS_PER_MINUTE = 60_000;

    private TokenTable() {}

    /** A database with this many live tokens, spread over the minutes of a lifetime, made once for all JVMs of a run. */
    static Database large(int rows) {
        Database database = Database.openLasting("large" + rows);
        JdbcSchema.create(database.pool(), JdbcSettings.defaults());
        if (database.read("SELECT count(*) FROM (SELECT FROM tokenmint_token LIMIT 1) AS one")
                .equals("0")) {
            add(database, thisMinute(), LIFETIME_MINUTES, rows);
            database.execute("VACUUM ANALYZE tokenmint_token");
        }
        return database;
    }

    /** Adds tokens that expired some minutes ago. */
    static void fillExpired(Database database, int rows) {
        add(database, thisMinute() - LIFETIME_MINUTES - 60, LIFETIME_MINUTES, rows);
    }

    private static void add(Database database, long firstMinute, int minutes, int rows) {
        if (database.kind() != Database.Kind.POSTGRESQL) {
            throw new IllegalArgumentException("large tables are made on PostgreSQL only: choose it, or 0 rows");
        }
        database.execute(FILL.formatted(firstMinute, minutes, (long) rows));
    }

    private static long thisMinute() {
        return System.currentTimeMillis() / MILLIS_PER_MINUTE;
    }
}
