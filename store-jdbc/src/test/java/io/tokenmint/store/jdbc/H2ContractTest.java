package io.tokenmint.store.jdbc;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

/** The whole store contract on H2. */
class H2ContractTest {
    private static TestDatabase database;

    @BeforeAll
    static void start() {
        database = TestDatabase.h2();
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
