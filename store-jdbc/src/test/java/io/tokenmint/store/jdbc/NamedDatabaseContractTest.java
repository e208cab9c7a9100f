package io.tokenmint.store.jdbc;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * The whole store contract on the database that the environment variable {@code TOKENMINT_TEST_JDBC_URL} names, with its
 * driver on the test class path. Makes the tables if they are not there; deletes expired tokens.
 */
@EnabledIfEnvironmentVariable(named = "TOKENMINT_TEST_JDBC_URL", matches = ".+")
class NamedDatabaseContractTest {
    private static TestDatabase database;

    @BeforeAll
    static void start() {
        database = TestDatabase.at(System.getenv("TOKENMINT_TEST_JDBC_URL"), 8);
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
