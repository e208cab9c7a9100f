package io.tokenmint.example.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.codec.ByteArrayCodec;
import io.tokenmint.spi.StoreException;
import io.tokenmint.spi.TokenKey;
import io.tokenmint.spi.TokenStore;
import io.tokenmint.store.contract.DurableTokenStoreContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
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

/** The published contract, its durable part included, on a real server that flushes every write. */
class RedisTokenStoreTest implements DurableTokenStoreContract {
    private static final int LINES = 150;

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
            server.stop();
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

    private void startServer() throws IOException {
        server = RedisServer.builder()
                .port(port)
                .setting("bind 127.0.0.1")
                .setting("dir " + folder)
                .setting("appendonly yes")
                .setting("appendfsync always")
                .build();
        server.start();
    }

    private TokenStore connected() {
        RedisClient client = RedisClient.create(RedisURI.builder()
                .withHost("127.0.0.1")
                .withPort(port)
                .withTimeout(Duration.ofSeconds(5))
                .build());
        clients.add(client);
        return new RedisTokenStore(client.connect(ByteArrayCodec.INSTANCE).sync());
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
