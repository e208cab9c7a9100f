package io.tokenmint.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmint.spi.Authorization;
import io.tokenmint.spi.Client;
import io.tokenmint.spi.StoredToken;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** How many statements each verb sends to PostgreSQL. */
@EnabledIf("io.tokenmint.testing.databases.PostgresServer#isAvailable")
class StatementCountTest {
    private static TestDatabase database;

    private final AtomicInteger statements = new AtomicInteger();
    private JdbcTokenStore tokens;
    private JdbcClientStore clients;

    @BeforeAll
    static void start() {
        database = TestDatabase.postgres();
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @BeforeEach
    void openStores() {
        InterceptedDataSource counted = new InterceptedDataSource(database.dataSource(), this::count);
        tokens = new JdbcTokenStore(counted, database.settings());
        clients = new JdbcClientStore(counted, database.settings());
    }

    @Test
    void aWarmInsertIsOneStatementAndAColdOneTwoOrFour() {
        Authorization authorization = Samples.authorization("cold", "a.read");
        tokens.insert(Samples.token(authorization, Samples.NOW));
        assertThat(statements.getAndSet(0))
                .as("nobody wrote the authorization yet: look, write, look again, insert")
                .isEqualTo(4);

        tokens.insert(Samples.token(authorization, Samples.NOW.plusSeconds(60)));
        assertThat(statements.getAndSet(0)).isEqualTo(1);

        tokens.insert(Samples.token(authorization, Samples.NOW.plusSeconds(61)));
        assertThat(statements.getAndSet(0)).as("after a minute: look, insert").isEqualTo(2);

        openStores();
        tokens.insert(Samples.token(authorization, Samples.NOW));
        assertThat(statements.getAndSet(0)).as("a new process: look, insert").isEqualTo(2);
    }

    @Test
    void aWarmFindIsOneStatementAndAColdOneTwo() {
        StoredToken token = Samples.token();
        database.tokens().insert(token);

        assertThat(tokens.find(token.key())).contains(token);
        assertThat(statements.getAndSet(0)).isEqualTo(2);

        assertThat(tokens.find(token.key())).contains(token);
        assertThat(statements.getAndSet(0)).isEqualTo(1);

        assertThat(tokens.find(Samples.token().key())).isEmpty();
        assertThat(statements).hasValue(1);
    }

    @Test
    void aRevocationAndARecordedUseAreOneStatement() {
        StoredToken token = Samples.token();
        database.tokens().insert(token);

        assertThat(tokens.recordUse(token.key(), Samples.NOW.plusSeconds(30))).isTrue();
        assertThat(statements.getAndSet(0)).isEqualTo(1);

        assertThat(tokens.recordUse(token.key(), Samples.NOW.plusSeconds(20))).isTrue();
        assertThat(statements.getAndSet(0)).as("a later use is recorded").isEqualTo(2);

        assertThat(tokens.revoke(token.key())).isTrue();
        assertThat(statements).hasValue(1);
    }

    @Test
    void anIdThatNoClientCanHaveIsAnsweredWithoutAStatement() {
        assertThat(clients.find("a\0")).isEmpty();
        assertThat(clients.find("x".repeat(100_000))).isEmpty();
        assertThat(statements).hasValue(0);

        assertThat(clients.find("acme")).isEmpty();
        assertThat(statements).hasValue(1);
    }

    @Test
    void registeringAndUpdatingAClientAreOneStatement() {
        Client client = Client.builder("counted").build();

        assertThat(clients.insert(client)).isTrue();
        assertThat(statements.getAndSet(0)).isEqualTo(1);

        assertThat(clients.update(client)).isTrue();
        assertThat(statements).hasValue(1);
    }

    private void count(java.sql.Connection connection, String method, Object[] arguments) {
        if (method.startsWith("execute")) {
            statements.incrementAndGet();
        }
    }
}
