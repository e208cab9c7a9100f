package io.tokenmint.benchmarks;

import io.tokenmint.ClientRegistrar;
import io.tokenmint.RegisteredClient;
import io.tokenmint.TokenRequest;
import io.tokenmint.TokenResponse;
import io.tokenmint.TokenService;
import io.tokenmint.TokenSettings;
import io.tokenmint.spi.Scope;
import io.tokenmint.store.memory.MemoryClientStore;
import io.tokenmint.store.memory.MemoryTokenStore;

/** Builds a service, registers a client, issues a token, prints how many nanoseconds that took, and ends. */
public final class FirstToken {
    private FirstToken() {}

    /**
     * Runs once.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        long begin = System.nanoTime();
        MemoryClientStore clients = new MemoryClientStore();
        TokenSettings settings = TokenSettings.defaults();
        TokenService service = new TokenService(clients, new MemoryTokenStore(), settings);
        RegisteredClient client =
                new ClientRegistrar(clients, settings).register(details -> details.scope(Scope.of("a.read")));
        TokenResponse response = service.issue(TokenRequest.clientCredentials(client.clientId(), client.secret()));
        if (!(response instanceof TokenResponse.Issued)) {
            throw new IllegalStateException("no token: " + response);
        }
        System.out.println(System.nanoTime() - begin);
    }
}
