package io.tokenmint.store.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmint.spi.Client;
import io.tokenmint.spi.ClientRegistry;
import io.tokenmint.store.contract.ClientRegistryContract;
import org.junit.jupiter.api.Test;

class MemoryClientStoreTest implements ClientRegistryContract {
    private final MemoryClientStore store = new MemoryClientStore();

    @Override
    public ClientRegistry clients() {
        return store;
    }

    @Test
    void answersTheSameInstanceUntilItIsUpdated() {
        Client client = Client.builder("acme").build();
        store.insert(client);

        assertThat(store.find("acme").orElseThrow()).isSameAs(client);
    }
}
