package io.tokenmint.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmint.spi.Authorization;
import io.tokenmint.spi.Scope;
import io.tokenmint.spi.StoredToken;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What tokens share is written once, stays as long as a token needs it, and goes then. */
class AuthorizationsTest {
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
    void isWrittenOnceForAllTokensOnAllNodes() {
        for (int i = 0; i < 5; i++) {
            database.tokens().insert(Samples.token());
            database.otherTokens().insert(Samples.token());
        }

        assertThat(count("tokenmint_authorization")).isEqualTo(1);
    }

    @Test
    void travelsInTheRowBeyondABoundForEachClient() {
        JdbcTokenStore store = storeWithThreePerClient();
        List<StoredToken> kept = IntStream.range(0, 10)
                .mapToObj(i -> Samples.token(Samples.authorization("acme", "a.read", "b." + i), Samples.NOW))
                .toList();

        kept.forEach(store::insert);
        store.insert(Samples.token(Samples.authorization("other"), Samples.NOW));

        assertThat(count("tokenmint_authorization")).isEqualTo(4);
        assertThat(count("tokenmint_token WHERE own_authorization IS NOT NULL")).isEqualTo(7);
        assertThat(kept)
                .allSatisfy(token ->
                        assertThat(database.otherTokens().find(token.key())).contains(token));
    }

    @Test
    void aNewGenerationHasABoundOfItsOwn() {
        JdbcTokenStore store = storeWithThreePerClient();
        for (int generation = 0; generation < 4; generation++) {
            Authorization authorization =
                    new Authorization("acme", generation, Scope.empty(), List.of(), Duration.ofHours(1), "");
            store.insert(Samples.token(authorization, Samples.NOW));
        }

        assertThat(count("tokenmint_authorization")).isEqualTo(4);
    }

    @Test
    void staysWhileATokenThatRefersToItMayLiveAndGoesAfterwards() {
        StoredToken token = Samples.token();
        database.tokens().insert(token);

        database.otherTokens().deleteExpired(token.expiresAt(), 100);
        assertThat(count("tokenmint_authorization")).isEqualTo(1);

        database.otherTokens().deleteExpired(token.expiresAt().plus(Duration.ofDays(2)), 100);
        assertThat(count("tokenmint_token")).isZero();
        assertThat(count("tokenmint_authorization")).isZero();
    }

    @Test
    void isKeptLongerBeforeATokenThatNeedsItLonger() {
        database.tokens().insert(Samples.token());
        StoredToken later = Samples.token(Samples.AUTHORIZATION, Samples.NOW.plus(Duration.ofDays(30)));
        database.tokens().insert(later);

        database.otherTokens().deleteExpired(later.expiresAt().minusSeconds(1), 100);

        assertThat(database.otherTokens().find(later.key())).contains(later);
    }

    @Test
    void isWrittenAgainWhenAnotherNodeCleanedItUp() {
        database.tokens().insert(Samples.token());
        StoredToken later = Samples.token(Samples.AUTHORIZATION, Samples.NOW.plus(Duration.ofDays(30)));
        database.otherTokens().deleteExpired(Samples.NOW.plus(Duration.ofDays(29)), 100);
        assertThat(count("tokenmint_authorization")).isZero();

        database.tokens().insert(later);

        assertThat(database.otherTokens().find(later.key())).contains(later);
    }

    /** A node that remembers the authorization mints, at the very time another cleans up: no token loses it. */
    @Test
    void noTokenLosesItToACleanUpAtTheSameTime() throws Exception {
        for (int day = 0; day < 300; day += 2) {
            StoredToken token = Samples.token(Samples.AUTHORIZATION, Samples.NOW.plus(Duration.ofDays(day)));
            CountDownLatch start = new CountDownLatch(1);
            Thread cleaner = new Thread(() -> {
                start.countDown();
                database.otherTokens().deleteExpired(token.issuedAt().minusSeconds(1), 100);
            });
            cleaner.start();
            start.await();
            database.tokens().insert(token);
            cleaner.join();

            assertThat(database.otherTokens().find(token.key())).contains(token);
        }
    }

    /** A failover to a replica that lagged loses rows that this node has written. */
    @Test
    void isWrittenAgainAMinuteAfterTheDatabaseLostIt() {
        database.tokens().insert(Samples.token());
        database.execute("DELETE FROM tokenmint_authorization");
        StoredToken later = Samples.token(Samples.AUTHORIZATION, Samples.NOW.plusSeconds(61));

        database.tokens().insert(later);

        assertThat(database.otherTokens().find(later.key())).contains(later);
    }

    /** Two contents with one id are not to be expected of SHA-256; if they come, each token keeps its own. */
    @Test
    void isNeverSharedWithAnotherOfTheSameId() throws SQLException {
        Authorization narrow = Samples.authorization("acme", "a.read");
        Authorization wide = Samples.authorization("acme", "a.read", "a.write");
        database.tokens().insert(Samples.token(wide, Samples.NOW));
        try (Connection connection = database.dataSource().getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("UPDATE tokenmint_authorization SET id = ?")) {
            statement.setBytes(
                    1, AuthorizationId.ofContent(AuthorizationText.of(narrow)).toBytes());
            statement.executeUpdate();
        }
        StoredToken token = Samples.token(narrow, Samples.NOW);

        database.otherTokens().insert(token);

        assertThat(database.tokens().find(token.key())).contains(token);
        assertThat(database.otherTokens().find(token.key())).contains(token);
    }

    @Test
    void whatIsRememberedIsBounded() {
        JdbcTokenStore store = new JdbcTokenStore(
                database.dataSource(),
                JdbcSettings.builder().cachedAuthorizations(16).build());
        List<StoredToken> kept = IntStream.range(0, 100)
                .mapToObj(i -> Samples.token(Samples.authorization("client" + i), Samples.NOW))
                .toList();

        kept.forEach(store::insert);

        assertThat(kept).allSatisfy(token -> assertThat(store.find(token.key())).contains(token));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%", "%0041", " a  b ", "line\nbreak", "zürich \uD83D\uDE00", "\u0001\t"})
    void keepsAnyDetails(String details) {
        Authorization authorization = new Authorization(
                "a client % with spaces", -1, Scope.of("%", "a%20"), List.of("urn:a%b"), Duration.ofHours(1), details);

        assertThat(AuthorizationText.parse(AuthorizationText.of(authorization))).isEqualTo(authorization);
        assertThat(AuthorizationText.of(authorization))
                .matches("[\\n\\x20-\\x7e]*")
                .hasLineCount(4);
    }

    private JdbcTokenStore storeWithThreePerClient() {
        return new JdbcTokenStore(
                database.dataSource(),
                JdbcSettings.builder().authorizationsPerClient(3).build());
    }

    private int count(String table) {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
            row.next();
            return row.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(table, e);
        }
    }
}
