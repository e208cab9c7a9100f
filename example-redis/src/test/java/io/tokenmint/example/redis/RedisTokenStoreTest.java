package io.tokenmint.example.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.protocol.CommandType;
import io.tokenmint.spi.Authorization;
import io.tokenmint.spi.Scope;
import io.tokenmint.spi.StoreException;
import io.tokenmint.spi.StoredToken;
import io.tokenmint.spi.TokenKey;
import io.tokenmint.spi.TokenStore;
import io.tokenmint.store.contract.DurableTokenStoreContract;
import io.tokenmint.store.contract.UnreachableTokenStoreContract;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The published contract, its durable part included, on a real server that is killed and started again. */
class RedisTokenStoreTest implements DurableTokenStoreContract, UnreachableTokenStoreContract {
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    private static final Duration LIFETIME = Duration.ofHours(4);
    private static final Instant END = NOW.plus(LIFETIME);
    private static final int MORE_THAN_FIT = 50_000;

    @TempDir
    Path folder;

    private TestServer server;
    private TokenStore tokens;
    private TokenStore otherNode;

    @BeforeEach
    void start() {
        server = new TestServer(folder);
        tokens = new RedisTokenStore(server.connect());
        otherNode = new RedisTokenStore(server.connect());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Override
    public TokenStore tokens() {
        return tokens;
    }

    @Override
    public TokenStore otherNode() {
        return otherNode;
    }

    @Override
    public TokenStore reopen() {
        server.crashAndStartAgain();
        return new RedisTokenStore(server.connect());
    }

    @Override
    public TokenStore unreachable() {
        server.stop();
        return tokens;
    }

    @Test
    void saysWhatToDoWhenTheServerIsGone() {
        server.stop();

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> tokens.find(token(1).key()))
                .withMessageContaining("check that Redis is reachable")
                .withNoCause();
    }

    @Test
    void failsWithAStoreExceptionOnceTheHostHasClosedItsConnectionOrItsClient() {
        RedisClient client = server.client(server.port());
        StatefulRedisConnection<String, String> connection =
                TestServer.connect(client, DisconnectedBehavior.REJECT_COMMANDS);
        TokenStore closed = new RedisTokenStore(connection);

        connection.close();
        assertThatExceptionOfType(StoreException.class).isThrownBy(() -> closed.insert(token(1)));
        client.shutdown();
        assertThatExceptionOfType(StoreException.class).isThrownBy(() -> closed.insert(token(1)));
    }

    @Test
    void failsWithAStoreExceptionWhenTheHostClosesItsConnectionMeanwhile() throws Exception {
        try (Relay relay = new Relay(server.port())) {
            StatefulRedisConnection<String, String> connection = server.connect(relay.port());
            TokenStore closed = new RedisTokenStore(connection);
            relay.holdTheNextAnswer();
            CompletableFuture<Void> insert = CompletableFuture.runAsync(() -> closed.insert(token(1)));
            relay.awaitTheHeldAnswer();

            connection.close();

            assertThat(insert)
                    .failsWithin(Duration.ofMinutes(1))
                    .withThrowableThat()
                    .withCauseInstanceOf(StoreException.class);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"DEFAULT", "ACCEPT_COMMANDS"})
    void refusesAConnectionThatSendsACommandTwice(DisconnectedBehavior behavior) {
        StatefulRedisConnection<String, String> connection = TestServer.connect(server.client(server.port()), behavior);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RedisTokenStore(connection))
                .withMessageContaining("REJECT_COMMANDS");
    }

    /** A second answer would be that the key is taken: by the first. */
    @Test
    void tellsThatAnInsertWithoutAnAnswerMayHaveBeenKept() throws Exception {
        try (Relay relay = new Relay(server.port())) {
            TokenStore cut = new RedisTokenStore(server.connect(relay.port()));
            relay.loseTheNextAnswer();

            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> cut.insert(token(1)))
                    .withMessageContaining("no answer");
            assertThat(tokens.find(token(1).key())).contains(token(1));
        }
    }

    /** A second answer would be that there was no such token, so that nobody had revoked it. */
    @Test
    void tellsThatARevocationWithoutAnAnswerMayHaveHappened() throws Exception {
        tokens.insert(token(1));
        try (Relay relay = new Relay(server.port())) {
            TokenStore cut = new RedisTokenStore(server.connect(relay.port()));
            relay.loseTheNextAnswer();

            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> cut.revoke(token(1).key()))
                    .withMessageContaining("no answer");
            assertThat(tokens.find(token(1).key())).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EVAL", "ZADD", "SETNX"})
    void keepsNothingOfAnInsertThatTheServerRefuses(CommandType command) {
        server.forbid(command);

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> tokens.insert(token(1)))
                .withMessageContaining("what its user may do")
                .withNoCause();

        server.permit(command);
        assertThat(tokens.find(token(1).key())).isEmpty();
        assertThat(tokens.revoke(token(1).key())).isFalse();
        tokens.insert(token(1));
        assertThat(otherNode.find(token(1).key())).contains(token(1));
    }

    /** What clean-up would never find may never be deleted. */
    @Test
    void keepsNoTokenThatCleanUpDoesNotKnow() {
        RedisCommands<String, String> administrator = server.administrator();
        administrator.set("tokenmint:tokens", "not a sorted set");

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> tokens.insert(token(1)))
                .withMessageContaining("Redis refused (WRONGTYPE)");
        assertThat(administrator.keys("*")).containsExactly("tokenmint:tokens");
    }

    @ParameterizedTest
    @EnumSource(names = {"SETNX", "ZREM"})
    void countsTokensAndNotTheNamesThatARefusalLeftBehind(CommandType command) {
        server.forbid(command);
        for (int i = 0; i < 3; i++) {
            StoredToken token = token(i);
            assertThatExceptionOfType(StoreException.class).isThrownBy(() -> {
                tokens.insert(token);
                tokens.revoke(token.key());
            });
        }
        server.permit(command);
        IntStream.range(3, 6).forEach(i -> tokens.insert(token(i)));

        assertThat(tokens.deleteExpired(END, 2)).isEqualTo(2);
        assertThat(tokens.deleteExpired(END, 2)).isEqualTo(1);
        assertThat(server.administrator().dbsize()).isZero();
    }

    @Test
    void deletesMoreThanOneScriptTakes() {
        server.administrator().configSet("appendfsync", "no"); // so many flushes take long
        IntStream.range(0, 2_500).forEach(i -> tokens.insert(token(i)));

        assertThat(tokens.deleteExpired(END, 2_200)).isEqualTo(2_200);
        assertThat(tokens.deleteExpired(END, 2_200)).isEqualTo(300);
    }

    @Test
    void saysThatATokenIsBroken() {
        tokens.insert(token(1));
        RedisCommands<String, String> administrator = server.administrator();
        String name = administrator.keys("tokenmint:token:*").get(0);

        for (String broken : List.of("", "null", "{}", "[]", "7", administrator.get(name) + "}")) {
            administrator.set(name, broken);
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> tokens.find(token(1).key()))
                    .withMessageContaining("a broken StoredToken");
            assertThatExceptionOfType(StoreException.class).isThrownBy(() -> tokens.recordUse(token(1).key(), NOW));
        }
        assertThat(tokens.revoke(token(1).key())).isTrue();
    }

    @Test
    void refusesATokenRatherThanGiveUpALiveOne() {
        server.administrator().configSet("appendfsync", "no"); // so many flushes take long
        server.administrator().configSet("maxmemory", "3mb");
        List<StoredToken> kept = new ArrayList<>();

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> {
                    while (kept.size() < MORE_THAN_FIT) {
                        StoredToken token = token(kept.size());
                        tokens.insert(token);
                        kept.add(token);
                    }
                })
                .withMessageContaining("Redis refused (OOM): check its memory")
                .withNoCause();

        assertThat(kept)
                .isNotEmpty()
                .allSatisfy(token -> assertThat(otherNode.find(token.key())).contains(token));
        assertThat(otherNode.find(token(kept.size()).key())).isEmpty();
    }

    private static StoredToken token(int number) {
        Authorization authorization =
                new Authorization("acme", 1, Scope.of("order.order_read"), List.of(), LIFETIME, "");
        byte[] hash = ByteBuffer.allocate(32).putInt(number).array();
        return new StoredToken(TokenKey.of(TokenKey.slotOf(END), hash), authorization, NOW, END);
    }
}
