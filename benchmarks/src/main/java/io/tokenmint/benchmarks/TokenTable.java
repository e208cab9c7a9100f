package io.tokenmint.benchmarks;

import io.tokenmint.store.jdbc.JdbcSchema;
import io.tokenmint.store.jdbc.JdbcSettings;

/** Fills the store's table faster than clients could. */
final class TokenTable {
    private static final int LIFETIME_MINUTES = 240;
    private static final long MILLIS_PER_MINUTE = 60_000;
    private static final String COLUMNS =
            "INSERT INTO tokenmint_token (token_key, authorization_id, issued_at, expires_at, last_used_at) ";

    private TokenTable() {}

    /** A database with this many live tokens, spread over the minutes of a lifetime, made once for all JVMs of a run. */
    static Database large(Database.Kind kind, int rows) {
        Database database = Database.openLasting(kind, "large" + rows);
        JdbcSchema.create(database.pool(), JdbcSettings.defaults());
        if (database.read("SELECT count(*) FROM (SELECT 1 FROM tokenmint_token LIMIT 1) AS one")
                .equals("0")) {
            add(database, thisMinute(), rows);
            if (kind == Database.Kind.POSTGRESQL) {
                database.execute("VACUUM ANALYZE tokenmint_token");
            }
        }
        return database;
    }

    /** Adds tokens that expired some minutes ago. */
    static void fillExpired(Database database, int rows) {
        add(database, thisMinute() - LIFETIME_MINUTES - 60, rows);
    }

    /** A lifetime of minutes, each in a statement of its own and with as many tokens as the others. */
    private static void add(Database database, long firstMinute, int rows) {
        int perMinute = (rows + LIFETIME_MINUTES - 1) / LIFETIME_MINUTES;
        for (long minute = firstMinute; minute < firstMinute + LIFETIME_MINUTES; minute++) {
            database.execute(COLUMNS + selectTokens(database.kind(), minute, perMinute));
        }
    }

    private static String selectTokens(Database.Kind kind, long minute, int tokens) {
        String hash = "sha2(" + minute + " * " + tokens + " + seq, 256)";
        String key = "unhex(concat('%08x', left(%s, 56)))".formatted(minute, hash);
        return switch (kind) {
            case POSTGRESQL -> """
                SELECT int4send(%1$d) || substring(sha256(int8send(%1$d::int8 * %2$d + n)) FROM 1 FOR 28),
                       '\\x00'::bytea, 0, %1$d::int8 * 60000, 0
                FROM generate_series(1, %2$d) AS n ORDER BY 1""".formatted(minute, tokens);
            case MARIADB ->
                "SELECT " + key + " AS token_key, '', 0, " + minute * MILLIS_PER_MINUTE + ", 0 FROM seq_1_to_" + tokens
                        + " ORDER BY token_key";
            case H2 ->
                throw new IllegalArgumentException("large tables are made on servers only: choose one, or 0 rows");
        };
    }

    private static long thisMinute() {
        return System.currentTimeMillis() / MILLIS_PER_MINUTE;
    }
}
