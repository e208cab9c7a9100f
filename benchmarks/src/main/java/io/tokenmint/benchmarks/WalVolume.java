package io.tokenmint.benchmarks;

import io.tokenmint.spi.StoredToken;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How many bytes PostgreSQL keeps of a token, and how many of write-ahead log it writes for one, one row a commit: into the
 * store's table, and into one with a random primary key and an index on the expiry, which is how others keep tokens.
 */
final class WalVolume {
    static final String OURS = "TOKENMINT table";
    static final String OTHER = "random key and expiry index";

    static final int INSERTS = 50_000;
    private static final String OTHER_TABLE = """
            CREATE TABLE random_token (token_key BYTEA NOT NULL, authorization_id BYTEA NOT NULL,
                issued_at BIGINT NOT NULL, expires_at BIGINT NOT NULL, last_used_at BIGINT NOT NULL)""";
    private static final String INDEX_OTHER = """
            SET maintenance_work_mem = '1GB';
            ALTER TABLE random_token ADD PRIMARY KEY (token_key);
            CREATE INDEX ON random_token (expires_at);
            RESET maintenance_work_mem""";
    private static final String FILL_OTHER = """
            INSERT INTO random_token
            SELECT sha256(int8send(n)), '\\x00'::bytea, 0, %d + n, 0 FROM generate_series(1, %d) AS n""";
    private static final String INSERT_OTHER = "INSERT INTO random_token VALUES (?, ?, ?, ?, ?)";

    private WalVolume() {}

    static List<Figure> measure(int rows, int inserts) throws SQLException {
        // both tables at once: this takes longest of all
        CompletableFuture<Database> making =
                CompletableFuture.supplyAsync(() -> otherTable(rows), task -> new Thread(task).start());
        try (Database database = TokenTable.large(Database.Kind.POSTGRESQL, rows);
                Database other = making.join()) {
            RawInserts raw = new RawInserts(database);
            return List.of(
                    disk(database, rows, OURS, "tokenmint_token"),
                    disk(other, rows, OTHER, "random_token"),
                    figure(database, rows, inserts, OURS, raw::single),
                    figure(other, rows, inserts, OTHER, token -> insertOther(other, token)));
        }
    }

    private static Database otherTable(int rows) {
        Database other = Database.open(Database.Kind.POSTGRESQL);
        other.execute(OTHER_TABLE);
        other.execute(FILL_OTHER.formatted(System.currentTimeMillis(), rows));
        // afterwards: a random order takes half an hour otherwise
        other.execute(INDEX_OTHER);
        other.execute("VACUUM ANALYZE random_token");
        return other;
    }

    @FunctionalInterface
    private interface Insert {
        void one(StoredToken token) throws SQLException;
    }

    private static Figure disk(Database database, int rows, String subject, String table) {
        String size = "SELECT pg_total_relation_size('" + table + "')::float8 / count(*) FROM " + table;
        return Figure.of(Question.disk(rows), subject, List.of(Double.parseDouble(database.read(size))), "bytes");
    }

    private static Figure figure(Database database, int rows, int inserts, String subject, Insert insert)
            throws SQLException {
        database.execute("CHECKPOINT");
        String begin = database.read("SELECT pg_current_wal_insert_lsn()");
        for (int number = 0; number < inserts; number++) {
            insert.one(NewTokens.next());
        }
        double bytes = Double.parseDouble(
                database.read("SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '" + begin + "')"));
        return Figure.of(Question.wal(rows), subject, List.of(bytes / inserts), "bytes");
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
