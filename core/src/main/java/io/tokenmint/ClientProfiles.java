package io.tokenmint;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tokenmint.spi.Client;
import io.tokenmint.spi.ClientStore;
import org.jspecify.annotations.Nullable;

/** Looks clients up, and keeps what was worked out about one for as long as the store gives the same client. */
final class ClientProfiles {
    private final ClientStore store;
    private final TokenSettings settings;
    private final Cache<String, ClientProfile> profiles;

    ClientProfiles(ClientStore store, TokenSettings settings) {
        this.store = store;
        this.settings = settings;
        this.profiles = Caffeine.newBuilder()
                .maximumSize(settings.clientProfiles())
                .executor(Runnable::run)
                .build();
    }

    @Nullable
    ClientProfile find(String clientId) {
        Client client = store.find(clientId).orElse(null);
        ClientProfile profile = profiles.getIfPresent(clientId);
        if (client == null) {
            return null;
        }
        if (profile != null && isCurrent(profile, client)) {
            return profile;
        }
        ClientProfile fresh = new ClientProfile(client, settings);
        profiles.put(clientId, fresh);
        return fresh;
    }

    @SuppressWarnings("ReferenceEquality") // a store that hands out the same object saves the comparison
    private static boolean isCurrent(ClientProfile profile, Client client) {
        return profile.client() == client || profile.client().equals(client);
    }
}
