package io.tokenmint.example.redis;

import io.lettuce.core.AclSetuserArgs;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import redis.embedded.RedisServer;
import redis.embedded.RedisServerBuilder;
import redis.embedded.exceptions.EmbeddedRedisException;

/**
 * A real server with the settings of {@code redis.conf}, and connections of its user, who may do what the stores do and nothing
 * else.
 */
final class TestServer implements AutoCloseable {
    private static final String USER = "tokenmint";
    private static final String PASSWORD = "change-this";
    private static final String PROCESS = "process_id:";
    private static final ClientResources RESOURCES = DefaultClientResources.create();
    private static final int ATTEMPTS = 10;

    private final Path folder;
    private final List<RedisClient> clients = new ArrayList<>();
    private int port;
    private RedisServer server;

    TestServer(Path folder) {
        this.folder = folder;
        start();
    }

    int port() {
        return port;
    }

    StatefulRedisConnection<String, String> connect() {
        return connect(port);
    }

    StatefulRedisConnection<String, String> connect(int door) {
        return connect(client(door), DisconnectedBehavior.REJECT_COMMANDS);
    }

    static StatefulRedisConnection<String, String> connect(RedisClient client, DisconnectedBehavior behavior) {
        client.setOptions(ClientOptions.builder().disconnectedBehavior(behavior).build());
        return client.connect();
    }

    RedisClient client(int door) {
        return client(door, USER);
    }

    RedisCommands<String, String> administrator() {
        return client(port, "default").connect().sync();
    }

    void forbid(CommandType command) {
        administrator().aclSetuser(USER, AclSetuserArgs.Builder.removeCommand(command));
    }

    void permit(CommandType command) {
        administrator().aclSetuser(USER, AclSetuserArgs.Builder.addCommand(command));
    }

    void stop() {
        server.stop();
    }

    /** An orderly end would flush what a crash must not need to. */
    void crashAndStartAgain() {
        long pid = administrator()
                .info("server")
                .lines()
                .filter(line -> line.startsWith(PROCESS))
                .mapToLong(line -> Long.parseLong(line.substring(PROCESS.length())))
                .findFirst()
                .orElseThrow();
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        process.destroyForcibly();
        process.onExit().join();
        stop();
        start();
    }

    @Override
    public void close() {
        clients.forEach(RedisClient::shutdown);
        stop();
    }

    /** A port that was free may be taken before the server binds it: then another one. */
    private void start() {
        for (int attempt = 1; server == null || !server.isActive(); attempt++) {
            port = freePort();
            RedisServerBuilder builder =
                    RedisServer.builder().port(port).setting("bind 127.0.0.1").setting("dir " + folder);
            settings().forEach(builder::setting);
            server = builder.build();
            try {
                server.start();
            } catch (EmbeddedRedisException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private static List<String> settings() {
        try {
            return Files.readAllLines(Path.of("redis.conf"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private RedisClient client(int door, String user) {
        RedisClient client = RedisClient.create(
                RESOURCES,
                RedisURI.builder()
                        .withHost("127.0.0.1")
                        .withPort(door)
                        .withAuthentication(user, PASSWORD)
                        .withTimeout(Duration.ofSeconds(30))
                        .build());
        clients.add(client);
        return client;
    }
}
