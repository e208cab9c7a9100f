package io.tokenmint.store.jdbc;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** The whole store contract on SQLite, with portable SQL. */
class SqliteContractTest {
    @TempDir
    private static Path folder;

    private static TestDatabase database;

    @BeforeAll
    static void start() {
        database =
                TestDatabase.at("jdbc:sqlite:" + folder.resolve("tokens") + "?journal_mode=WAL&busy_timeout=10000", 4);
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @Nested
    class Tokens implements JdbcTokens {
        @Override
        public TestDatabase database() {
            return database;
        }
    }

    @Nested
    class Clients implements JdbcClients {
        @Override
        public TestDatabase database() {
            return database;
        }
    }
}
