package io.tokenmint.benchmarks;

import io.tokenmint.spi.StoredToken;
import io.tokenmint.store.jdbc.JdbcSchema;
import io.tokenmint.store.jdbc.JdbcSettings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How many bytes of write-ahead log PostgreSQL writes for a token, one row a commit: into the store's table, and into one
 * with a random primary key and an index on the expiry, which is how others keep tokens.
 */
final class WalVolume {
    private static final int INSERTS = 50_000;
    private static final String OTHER_TABLE = """
            CREATE TABLE random_token (token_key BYTEA NOT NULL PRIMARY KEY, authorization_id BYTEA,
                issued_at BIGINT NOT NULL, expires_at BIGINT NOT NULL, last_used_at BIGINT NOT NULL)""";
    private static final String FILL_OTHER = """
            INSERT INTO random_token
            SELECT sha256(int8send(n)), '\\x00'::bytea, 0, %d + n, 0 FROM generate_series(1, %d) AS n""";
    private static final String INSERT_OTHER = "INSERT INTO random_token VALUES (?, ?, ?, ?, ?)";

    private WalVolume() {}

    static List<Figure> measure(int rows) throws SQLException {
        try (Database database = Database.open(Database.Kind.POSTGRESQL)) {
            JdbcSchema.create(database.pool(), JdbcSettings.defaults());
            database.execute(OTHER_TABLE);
            if (rows > 0) {
                TokenTable.fill(database, rows);
                database.execute(FILL_OTHER.formatted(System.currentTimeMillis(), rows));
            }
            database.execute("CREATE INDEX ON random_token (expires_at)");
            RawInserts raw = new RawInserts(database);
            return List.of(
                    figure(database, rows, "TOKENMINT table", raw::single),
                    figure(database, rows, "random key and expiry index", token -> insertOther(database, token)));
        }
    }

    @FunctionalInterface
    private interface Insert {
        void one(StoredToken token) throws SQLException;
    }

    private static Figure figure(Database database, int rows, String subject, Insert insert) throws SQLException {
        database.execute("CHECKPOINT");
        String begin = database.read("SELECT pg_current_wal_insert_lsn()");
        for (int number = 0; number < INSERTS; number++) {
            insert.one(NewTokens.next());
        }
        double bytes = Double.parseDouble(
                database.read("SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '" + begin + "')"));
        String question = "WAL per token, single rows, " + Figure.text(rows) + " rows in the table";
        return Figure.of(question, subject, new double[] {bytes / INSERTS}, "bytes", Double.NaN);
    }

    private static void insertOther(Database database, StoredToken token) throws SQLException {
        byte[] key = new byte[32];
        ThreadLocalRandom.current().nextBytes(key);
        try (Connection connection = database.pool().getConnection();
                PreparedStatement statement = connection.prepareStatement(INSERT_OTHER)) {
            statement.setBytes(1, key);
            statement.setBytes(2, new byte[16]);
            statement.setLong(3, token.issuedAt().toEpochMilli());
            statement.setLong(4, token.expiresAt().toEpochMilli());
            statement.setLong(5, token.issuedAt().toEpochMilli());
            statement.executeUpdate();
        }
    }
}
