package io.tokenmint.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tokenmint.spi.StoreException;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A transaction that the database gave up for another one is tried again, and not for ever. */
@Timeout(60)
class RolledBackTest {
    private final AtomicInteger attempts = new AtomicInteger();
    private TestDatabase database;

    @BeforeEach
    void start() {
        database = TestDatabase.h2();
    }

    @AfterEach
    void stop() {
        database.close();
    }

    @ParameterizedTest
    @CsvSource({"40001, 0", "40P01, 0", "40001, 1213", "HY000, 1205"})
    void aLoneTokenIsTriedAgain(String state, int code) {
        JdbcTokenStore store = failing("executeUpdate", 2, new SQLException("deadlock", state, code));
        StoredToken token = Samples.token();
        database.tokens().insert(Samples.token());

        store.insert(token);

        assertThat(database.tokens().find(token.key())).contains(token);
    }

    @Test
    void afterThreeAttemptsTheCallerIsTold() {
        JdbcTokenStore store = failing("executeUpdate", 1_000, new SQLException("deadlock", "40001"));

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> store.revoke(Samples.token().key()))
                .withMessageContaining("several times");

        assertThat(attempts).hasValue(3);
    }

    @ParameterizedTest
    @CsvSource({"40003, 0", "08006, 0", "HY000, 1206"})
    void whatMayHaveBeenKeptIsNotTriedAgain(String state, int code) {
        JdbcTokenStore store = failing("executeUpdate", 1_000, new SQLException("who knows", state, code));

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> store.revoke(Samples.token().key()));

        assertThat(attempts).hasValue(1);
    }

    @Test
    void aBatchRolledBackAtItsCommitIsWrittenAgainWhole() throws Exception {
        StoredToken[] tokens = tokens();
        List<String> told = insertInOneBatch(1, tokens);

        assertThat(told).hasSize(5).containsOnly(SharedBatch.KEPT);
        assertThat(tokens).allMatch(this::isKept);
        assertThat(attempts).hasValue(2);
    }

    @Test
    void aBatchIsTriedThreeTimesAndEverybodyIsTold() throws Exception {
        StoredToken[] tokens = tokens();
        List<String> told = insertInOneBatch(1_000, tokens);

        assertThat(told).hasSize(5).allMatch(text -> text.contains("several times"));
        assertThat(tokens).noneMatch(this::isKept);
        assertThat(attempts).hasValue(3);
        StoredToken next = Samples.token();
        database.tokens().insert(next);
        assertThat(isKept(next)).isTrue();
    }

    private List<String> insertInOneBatch(int failures, StoredToken... tokens) throws InterruptedException {
        return new SharedBatch(database, (connection, method, arguments) -> {
                    if (method.equals("commit") && attempts.incrementAndGet() <= failures) {
                        connection.rollback();
                        throw new SQLException("serialization", "40001");
                    }
                })
                .insert(tokens);
    }

    private JdbcTokenStore failing(String call, int failures, SQLException fault) {
        return new JdbcTokenStore(
                new InterceptedDataSource(
                        database.dataSource(), (Connection connection, String method, Object[] arguments) -> {
                            if (method.equals(call) && attempts.incrementAndGet() <= failures) {
                                throw fault;
                            }
                        }),
                database.settings());
    }

    private static StoredToken[] tokens() {
        return Stream.generate(Samples::token).limit(5).toArray(StoredToken[]::new);
    }

    private boolean isKept(StoredToken token) {
        return database.otherTokens().find(token.key()).isPresent();
    }
}
