package consumer;

import io.tokenmint.ClientRegistrar;
import io.tokenmint.RegisteredClient;
import io.tokenmint.TokenRequest;
import io.tokenmint.TokenService;
import io.tokenmint.TokenSettings;
import io.tokenmint.spi.Scope;
import io.tokenmint.store.memory.MemoryClientStore;
import io.tokenmint.store.memory.MemoryTokenStore;

final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        MemoryClientStore clients = new MemoryClientStore();
        TokenSettings settings = TokenSettings.defaults();
        TokenService service = new TokenService(clients, new MemoryTokenStore(), settings);
        RegisteredClient client =
                new ClientRegistrar(clients, settings).register(fresh -> fresh.scope(Scope.of("a.read")));
        System.out.println(service.issue(TokenRequest.clientCredentials(client.clientId(), client.secret())));
    }
}
