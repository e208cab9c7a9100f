package io.tokenmint.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmint.spi.StoredToken;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A batch that may have been committed, or may not: nobody in it is told that their row is kept, and nothing is retried. */
@Timeout(60)
class UnknownOutcomeTest {
    /** What happens at the commit of the batch. */
    private interface Cut {
        void at(Connection connection) throws SQLException;
    }

    private final StoredToken[] tokens =
            Stream.generate(Samples::token).limit(5).toArray(StoredToken[]::new);
    private final AtomicInteger commits = new AtomicInteger();
    private TestDatabase database;

    @BeforeEach
    void start() {
        database = TestDatabase.h2();
    }

    @AfterEach
    void stop() {
        database.close();
    }

    @Test
    void aConnectionCutBeforeTheCommitArrivedFailsEverybodyInTheBatch() throws Exception {
        List<String> told = insertAndCut(connection -> {
            connection.rollback();
            throw new SQLException("connection reset", "08006");
        });

        assertThat(told).hasSize(5).allMatch(text -> text.contains("commit was not confirmed"));
        assertThat(tokens).noneMatch(this::isKept);
        assertThat(commits).hasValue(1);
    }

    @Test
    void aConnectionCutAfterTheCommitArrivedFailsEverybodyInTheBatch() throws Exception {
        List<String> told = insertAndCut(connection -> {
            connection.commit();
            throw new SQLException("connection reset", "08006");
        });

        assertThat(told).hasSize(5).allMatch(text -> text.contains("commit was not confirmed"));
        assertThat(tokens).as("kept, and never handed out").allMatch(this::isKept);
        assertThat(commits).hasValue(1);
    }

    /** Some databases find a violated constraint only when committing: still nobody can tell, so nothing is retried. */
    @Test
    void aCommitThatReportsAConstraintIsNotRetriedEither() throws Exception {
        List<String> told = insertAndCut(connection -> {
            throw new SQLException("deferred", "23505");
        });

        assertThat(told).hasSize(5).doesNotContain(SharedBatch.KEPT);
        assertThat(commits).hasValue(1);
    }

    private List<String> insertAndCut(Cut cut) throws InterruptedException {
        return new SharedBatch(database, (connection, method, arguments) -> {
                    if (method.equals("commit")) {
                        commits.incrementAndGet();
                        cut.at(connection);
                    }
                })
                .insert(tokens);
    }

    private boolean isKept(StoredToken token) {
        return database.otherTokens().find(token.key()).isPresent();
    }
}
