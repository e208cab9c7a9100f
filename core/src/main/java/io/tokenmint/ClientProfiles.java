package io.tokenmint;

import io.tokenmint.spi.Client;
import io.tokenmint.spi.ClientStore;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Looks clients up, and keeps what was worked out about one for as long as the store gives the same client. A plain map: a
 * cache that keeps track of use costs a fifth of a validation, and its hits take longer than its misses, which would tell
 * clients that exist from those that do not.
 */
final class ClientProfiles {
    private final ClientStore store;
    private final TokenSettings settings;
    private final int limit;
    private final ConcurrentMap<String, ClientProfile> profiles = new ConcurrentHashMap<>();

    ClientProfiles(ClientStore store, TokenSettings settings) {
        this.store = store;
        this.settings = settings;
        this.limit = settings.clientProfiles();
    }

    @Nullable
    ClientProfile find(String clientId) {
        Client client = store.find(clientId).orElse(null);
        ClientProfile profile = profiles.get(clientId);
        if (client == null) {
            return null;
        }
        if (profile != null && isCurrent(profile, client)) {
            return profile;
        }
        return keep(new ClientProfile(client, settings));
    }

    private ClientProfile keep(ClientProfile fresh) {
        if (profiles.size() >= limit) {
            // Working them all out again costs no more than putting as many new ones in did.
            profiles.clear();
        }
        profiles.put(fresh.client().id(), fresh);
        return fresh;
    }

    @SuppressWarnings("ReferenceEquality") // a store that hands out the same object saves the comparison
    private static boolean isCurrent(ClientProfile profile, Client client) {
        return profile.client() == client || profile.client().equals(client);
    }
}
