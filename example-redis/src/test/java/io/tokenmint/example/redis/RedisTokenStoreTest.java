package io.tokenmint.example.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.tokenmint.spi.Authorization;
import io.tokenmint.spi.Scope;
import io.tokenmint.spi.StoreException;
import io.tokenmint.spi.StoredToken;
import io.tokenmint.spi.TokenKey;
import io.tokenmint.spi.TokenStore;
import io.tokenmint.store.contract.DurableTokenStoreContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.embedded.RedisServer;

/** The published contract, its durable part included, on a real server that is killed and started again. */
class RedisTokenStoreTest implements DurableTokenStoreContract {
    private static final int LINES = 150;
    private static final int MORE_THAN_FIT = 50_000;
    private static final String PROCESS = "process_id:";

    @TempDir
    Path folder;

    private final List<RedisClient> clients = new ArrayList<>();
    private int port;
    private RedisServer server;
    private TokenStore tokens;
    private TokenStore otherNode;

    @BeforeEach
    void start() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        startServer();
        tokens = connected();
        otherNode = connected();
    }

    @AfterEach
    void stop() throws IOException {
        clients.forEach(RedisClient::shutdown);
        server.stop();
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
        try {
            kill();
            startServer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return connected();
    }

    @Test
    void saysWhatToDoWhenTheServerIsGone() throws IOException {
        server.stop();

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> tokens.find(TokenKey.firstSlotAfter(Instant.EPOCH)))
                .withMessageContaining("check that it is reachable")
                .withNoCause();
    }

    @Test
    void refusesATokenRatherThanGiveUpALiveOne() {
        commands().configSet("maxmemory", "3mb");
        List<StoredToken> kept = new ArrayList<>();

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> {
                    while (kept.size() < MORE_THAN_FIT) {
                        StoredToken token = token(kept.size());
                        tokens.insert(token);
                        kept.add(token);
                    }
                })
                .withMessageContaining("check its memory")
                .withNoCause();

        assertThat(kept)
                .isNotEmpty()
                .allSatisfy(token -> assertThat(otherNode.find(token.key())).contains(token));
        assertThat(otherNode.find(token(kept.size()).key())).isEmpty();
    }

    @Test
    void isShort() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            long lines = files.filter(file -> file.toString().endsWith("Store.java")
                            || file.toString().endsWith("Bytes.java"))
                    .flatMap(RedisTokenStoreTest::lines)
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("import ") && !line.startsWith("package "))
                    .filter(line -> !line.startsWith("/") && !line.startsWith("*"))
                    .count();
            assertThat(lines).isBetween(50L, (long) LINES);
        }
    }

    /** An orderly end would flush what a crash must not need to. */
    private void kill() {
        String info = commands().info("server");
        long pid = info.lines()
                .filter(line -> line.startsWith(PROCESS))
                .mapToLong(line -> Long.parseLong(line.substring(PROCESS.length())))
                .findFirst()
                .orElseThrow();
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        process.destroyForcibly();
        process.onExit().join();
        server.stop();
    }

    private static StoredToken token(int number) {
        Instant now = Instant.parse("2030-01-01T00:00:00Z");
        Authorization authorization =
                new Authorization("acme", 1, Scope.of("order.order_read"), List.of(), Duration.ofHours(4), "");
        Instant end = now.plus(authorization.lifetime());
        byte[] hash = ByteBuffer.allocate(32).putInt(number).array();
        return new StoredToken(TokenKey.of(TokenKey.slotOf(end), hash), authorization, now, end);
    }

    private void startServer() throws IOException {
        server = RedisServer.builder()
                .port(port)
                .setting("bind 127.0.0.1")
                .setting("dir " + folder)
                .setting("maxmemory-policy noeviction")
                .setting("appendonly yes")
                .setting("appendfsync always")
                .build();
        server.start();
    }

    private TokenStore connected() {
        return new RedisTokenStore(commands());
    }

    private RedisCommands<byte[], byte[]> commands() {
        RedisClient client = RedisClient.create(RedisURI.builder()
                .withHost("127.0.0.1")
                .withPort(port)
                .withTimeout(Duration.ofSeconds(5))
                .build());
        clients.add(client);
        return client.connect(ByteArrayCodec.INSTANCE).sync();
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
