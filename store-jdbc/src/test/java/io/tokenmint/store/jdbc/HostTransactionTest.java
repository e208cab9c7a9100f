package io.tokenmint.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tokenmint.spi.StoreException;
import io.tokenmint.spi.StoredToken;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.support.TransactionTemplate;

/** Inserts within a transaction of the host, here Spring's: they never join it. */
@EnabledIf("io.tokenmint.testing.databases.PostgresServer#isAvailable")
class HostTransactionTest {
    private TestDatabase database;
    private TransactionTemplate transaction;

    @BeforeEach
    void start() {
        database = TestDatabase.postgres();
        transaction = new TransactionTemplate(new DataSourceTransactionManager(database.dataSource()));
    }

    @AfterEach
    void stop() {
        database.close();
    }

    @Test
    void aTokenSurvivesTheRollBackOfTheHostsTransaction() {
        StoredToken token = Samples.token();

        transaction.executeWithoutResult(status -> {
            database.tokens().insert(token);
            status.setRollbackOnly();
        });

        assertThat(database.otherTokens().find(token.key())).contains(token);
    }

    @Test
    void aConnectionThatIsBoundToTheTransactionIsRefused() {
        JdbcTokenStore bound =
                new JdbcTokenStore(new TransactionAwareDataSourceProxy(database.dataSource()), database.settings());
        StoredToken token = Samples.token();

        transaction.executeWithoutResult(status -> {
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> bound.insert(token))
                    .withMessageContaining("plain DataSource");
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> bound.find(token.key()))
                    .withMessageContaining("plain DataSource");
        });

        assertThat(database.tokens().find(token.key())).isEmpty();
        bound.insert(token);
        assertThat(database.tokens().find(token.key())).contains(token);
    }
}
