package io.tokenmint.example.redis;

import io.tokenmint.spi.Client;
import io.tokenmint.spi.ClientStore;
import io.tokenmint.store.contract.ClientValuesContract;
import io.tokenmint.store.contract.UnreachableClientStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The contract of a store that others write to. */
class RedisClientStoreTest implements ClientValuesContract, UnreachableClientStoreContract {
    @TempDir
    Path folder;

    private TestServer server;
    private ClientStore clients;

    @BeforeEach
    void start() {
        server = new TestServer(folder);
        clients = new RedisClientStore(server.connect());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Override
    public ClientStore clients() {
        return clients;
    }

    @Override
    public void given(Client client) {
        server.administrator().set("tokenmint:client:" + client.id(), Json.of(client));
    }

    @Override
    public ClientStore unreachable() {
        server.stop();
        return clients;
    }
}
