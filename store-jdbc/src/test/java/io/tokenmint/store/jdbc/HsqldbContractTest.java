package io.tokenmint.store.jdbc;

import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

/** The whole store contract on HSQLDB, with portable SQL. */
class HsqldbContractTest {
    private static TestDatabase database;

    @BeforeAll
    static void start() {
        database = TestDatabase.at("jdbc:hsqldb:mem:" + UUID.randomUUID(), 16);
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
