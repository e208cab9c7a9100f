package io.tokenmint.example.redis;

import io.lettuce.core.api.StatefulRedisConnection;
import io.tokenmint.spi.Client;
import io.tokenmint.spi.ClientStore;
import java.util.List;
import java.util.Optional;

/** Clients on one Redis server, to look up: all that a service needs of them. {@link RedisClientRegistry} changes them. */
public final class RedisClientStore implements ClientStore {
    private final Records<Client> clients;

    /**
     * A store on a connection that the host opened, and closes.
     *
     * @param connection of a client with {@code DisconnectedBehavior.REJECT_COMMANDS}; no transaction is ever open on it
     * @throws IllegalArgumentException when the client would send a command twice
     */
    public RedisClientStore(StatefulRedisConnection<String, String> connection) {
        clients = records(connection);
    }

    @Override
    public Optional<Client> find(String clientId) {
        return clients.find(List.of(name(clientId))).findFirst();
    }

    static Records<Client> records(StatefulRedisConnection<String, String> connection) {
        return new Records<>(connection, Client.class, "tokenmint:clients");
    }

    /** What no id has stays what no id has: UTF-8 would make a question mark, which an id may have, of half a surrogate pair. */
    static String name(String clientId) {
        return "tokenmint:client:" + clientId.replaceAll("[^ -~]", "\ufffd");
    }
}
