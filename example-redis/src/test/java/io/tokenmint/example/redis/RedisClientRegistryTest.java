package io.tokenmint.example.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lettuce.core.protocol.CommandType;
import io.tokenmint.spi.Client;
import io.tokenmint.spi.ClientRegistry;
import io.tokenmint.spi.StoreException;
import io.tokenmint.store.contract.DurableClientRegistryContract;
import io.tokenmint.store.contract.UnreachableClientRegistryContract;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The published contract, its durable part included, on a real server that is killed and started again. */
class RedisClientRegistryTest implements DurableClientRegistryContract, UnreachableClientRegistryContract {
    @TempDir
    Path folder;

    private TestServer server;
    private ClientRegistry clients;
    private ClientRegistry otherNode;

    @BeforeEach
    void start() {
        server = new TestServer(folder);
        clients = new RedisClientRegistry(server.connect());
        otherNode = new RedisClientRegistry(server.connect());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Override
    public ClientRegistry clients() {
        return clients;
    }

    @Override
    public ClientRegistry otherNode() {
        return otherNode;
    }

    @Override
    public ClientRegistry reopen() {
        server.crashAndStartAgain();
        return new RedisClientRegistry(server.connect());
    }

    @Override
    public ClientRegistry unreachable() {
        server.stop();
        return clients;
    }

    @Test
    void listsFullPagesAlsoWhereARefusalLeftNamesBehind() {
        server.forbid(CommandType.SETNX);
        for (String id : List.of("a", "b", "d")) {
            assertThatExceptionOfType(StoreException.class).isThrownBy(() -> clients.insert(client(id)));
        }
        server.permit(CommandType.SETNX);
        clients.insert(client("c"));
        clients.insert(client("e"));
        clients.insert(client("f"));

        assertThat(clients.list("", 2)).containsExactly(client("c"), client("e"));
        assertThat(clients.list("e", 2)).containsExactly(client("f"));
    }

    @Test
    void saysThatAClientIsBroken() {
        clients.insert(client("a"));
        server.administrator().set("tokenmint:client:a", "{\"id\":\"a\"}");

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> clients.find("a"))
                .withMessageContaining("a broken Client")
                .withNoCause();
        assertThatExceptionOfType(StoreException.class).isThrownBy(() -> clients.update(client("a")));
        assertThatExceptionOfType(StoreException.class).isThrownBy(() -> clients.list("", 1));
        assertThat(clients.delete("a")).isTrue();
    }

    private static Client client(String id) {
        return Client.builder(id).build();
    }
}
