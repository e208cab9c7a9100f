package io.tokenmint.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tokenmint.spi.StoreException;
import io.tokenmint.spi.StoredToken;
import java.sql.SQLException;
import javax.sql.XAConnection;
import javax.sql.XADataSource;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.postgresql.xa.PGXADataSource;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
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

    /** A branch of a distributed transaction, as a transaction manager of JTA begins it. */
    private record Branch(int number) implements Xid {
        @Override
        public int getFormatId() {
            return 1;
        }

        @Override
        public byte[] getGlobalTransactionId() {
            return new byte[] {(byte) number};
        }

        @Override
        public byte[] getBranchQualifier() {
            return new byte[] {1};
        }
    }

    @Test
    void aConnectionOfADistributedTransactionIsRefusedOnPostgres() throws Exception {
        PGXADataSource source = new PGXADataSource();
        source.setUrl(database.url());

        assertRefused(source);
    }

    @Test
    void aConnectionOfADistributedTransactionIsRefusedOnH2() throws Exception {
        JdbcDataSource source = new JdbcDataSource();
        source.setUrl("jdbc:h2:mem:distributed");

        assertRefused(source);
    }

    private static void assertRefused(XADataSource source) throws SQLException, XAException {
        XAConnection xa = source.getXAConnection();
        JdbcTokenStore bound = new JdbcTokenStore(new SingleConnectionDataSource(xa.getConnection(), true));
        Branch branch = new Branch(7);
        xa.getXAResource().start(branch, XAResource.TMNOFLAGS);

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> bound.insert(Samples.token()))
                .withMessageContaining("plain DataSource");

        xa.getXAResource().end(branch, XAResource.TMSUCCESS);
        xa.getXAResource().rollback(branch);
        xa.close();
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
