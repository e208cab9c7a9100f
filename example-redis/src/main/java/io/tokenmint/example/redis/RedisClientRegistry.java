package io.tokenmint.example.redis;

import io.lettuce.core.Range;
import io.lettuce.core.Range.Boundary;
import io.lettuce.core.api.StatefulRedisConnection;
import io.tokenmint.spi.Client;
import io.tokenmint.spi.ClientRegistry;
import io.tokenmint.spi.ClientStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Clients on one Redis server, to register and change. */
public final class RedisClientRegistry implements ClientRegistry {
    private final ClientStore store;
    private final Records<Client> clients;

    /**
     * A registry on a connection that the host opened, and closes.
     *
     * @param connection of a client with {@code DisconnectedBehavior.REJECT_COMMANDS}; no transaction is ever open on it
     * @throws IllegalArgumentException when the client would send a command twice
     */
    public RedisClientRegistry(StatefulRedisConnection<String, String> connection) {
        store = new RedisClientStore(connection);
        clients = RedisClientStore.records(connection);
    }

    @Override
    public Optional<Client> find(String clientId) {
        return store.find(clientId);
    }

    @Override
    public boolean insert(Client client) {
        return clients.insert(RedisClientStore.name(client.id()), client);
    }

    @Override
    public boolean update(Client client) {
        Client next = client.toBuilder().version(client.version() + 1).build();
        return clients.update(
                RedisClientStore.name(client.id()),
                found -> found.version() == client.version() ? Optional.of(next) : Optional.empty());
    }

    @Override
    public boolean delete(String clientId) {
        return clients.delete(List.of(RedisClientStore.name(clientId))) == 1;
    }

    @Override
    public List<Client> list(String after, int limit) {
        List<Client> page = new ArrayList<>();
        List<String> names = clients.names(above(RedisClientStore.name(after)), limit);
        while (!names.isEmpty()) {
            clients.find(names).forEach(page::add);
            names = clients.names(above(names.get(names.size() - 1)), limit - page.size());
        }
        return page;
    }

    private static Range<String> above(String name) {
        return Range.from(Boundary.excluding(name), Boundary.unbounded());
    }
}
