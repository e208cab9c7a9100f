package io.tokenmint;

import io.tokenmint.spi.AuthenticationMethod;
import io.tokenmint.spi.Client;
import io.tokenmint.spi.ClientSecret;
import io.tokenmint.spi.ClientStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
    private final Client nobody;
    private final ConcurrentMap<String, ClientProfile> profiles = new ConcurrentHashMap<>();

    ClientProfiles(ClientStore store, TokenSettings settings) {
        this.store = store;
        this.settings = settings;
        this.limit = settings.clientProfiles();
        this.nobody = nobody(settings);
    }

    @Nullable
    ClientProfile find(String clientId) {
        ClientProfile profile = findOrNobody(clientId);
        return isNobody(profile) ? null : profile;
    }

    /**
     * The profile of a client, or one of a disabled client whose secret nobody has: it takes the same steps to find, so that
     * time does not tell which clients exist.
     */
    ClientProfile findOrNobody(String clientId) {
        Client client = store.find(clientId).orElse(nobody);
        ClientProfile profile = profiles.get(client.id());
        return profile != null && isCurrent(profile, client) ? profile : keep(new ClientProfile(client, settings));
    }

    @SuppressWarnings("ReferenceEquality") // there is one
    boolean isNobody(ClientProfile profile) {
        return profile.client() == nobody;
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

    private static Client nobody(TokenSettings settings) {
        ClientSecret unknown = new ClientSecret(
                "none",
                GeneratedSecret.hash(GeneratedSecret.next(settings.random())),
                Instant.EPOCH,
                Instant.EPOCH,
                Optional.empty());
        // An id that nobody can register, because nobody knows it.
        return Client.builder(GeneratedSecret.next(settings.random()))
                .enabled(false)
                .secrets(List.of(unknown))
                .authenticationMethods(AuthenticationMethod.values())
                .build();
    }
}
