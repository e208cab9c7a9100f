package io.tokenmint.store.memory;

import io.tokenmint.spi.Client;
import io.tokenmint.spi.ClientRegistry;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Clients in memory. Until a client is updated, {@link #find} answers the same instance each time, so what is computed from
 * a client can be kept beside it.
 */
public final class MemoryClientStore implements ClientRegistry {
    private final ConcurrentHashMap<String, Client> clients = new ConcurrentHashMap<>();

    /** A store without clients. */
    public MemoryClientStore() {}

    @Override
    public Optional<Client> find(String clientId) {
        return Optional.ofNullable(clients.get(clientId));
    }

    @Override
    public boolean insert(Client client) {
        return clients.putIfAbsent(client.id(), client) == null;
    }

    @Override
    public boolean update(Client client) {
        Client current = clients.get(client.id());
        return current != null
                && current.version() == client.version()
                && clients.replace(
                        client.id(),
                        current,
                        client.toBuilder().version(client.version() + 1).build());
    }

    @Override
    public boolean delete(String clientId) {
        return clients.remove(clientId) != null;
    }

    @Override
    public List<Client> list(String after, int limit) {
        return clients.values().stream()
                .filter(client -> client.id().compareTo(after) > 0)
                .sorted(Comparator.comparing(Client::id))
                .limit(limit)
                .toList();
    }
}
