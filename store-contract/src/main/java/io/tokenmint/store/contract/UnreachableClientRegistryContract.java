package io.tokenmint.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmint.spi.Client;
import io.tokenmint.spi.ClientRegistry;
import io.tokenmint.spi.ClientSecret;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The same for a registry. */
public interface UnreachableClientRegistryContract extends UnreachableClientStoreContract {
    @Override
    ClientRegistry unreachable();

    /** So do the methods that change clients, and the list. Nothing they say repeats the hash of a secret. */
    @Test
    default void failsWithAStoreExceptionWhenUnreachable() {
        ClientRegistry clients = unreachable();
        Client client = Clients.everything();
        String[] hashes = client.secrets().stream().map(ClientSecret::hash).toArray(String[]::new);
        Stream<Consumer<ClientRegistry>> calls = Stream.of(
                registry -> registry.insert(client),
                registry -> registry.update(client),
                registry -> registry.delete(client.id()),
                registry -> registry.list("", 10));

        assertThat(calls).allSatisfy(call -> Failures.expect(() -> call.accept(clients), hashes));
    }
}
