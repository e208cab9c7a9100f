package io.tokenmint.store.jdbc;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** The whole store contract on H2, in a file. */
class H2ContractTest {
    private static TestDatabase database;

    @BeforeAll
    static void start(@TempDir Path folder) {
        database = TestDatabase.h2(folder);
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
