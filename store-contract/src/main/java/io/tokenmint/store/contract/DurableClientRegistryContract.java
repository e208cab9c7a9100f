package io.tokenmint.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmint.spi.Client;
import io.tokenmint.spi.ClientRegistry;
import org.junit.jupiter.api.Test;

/** Everything a client registry promises, and that it outlives its process. */
public interface DurableClientRegistryContract extends ClientRegistryContract {
    /**
     * Opens the data again as a new process would. The registry of {@link #clients()} is not used any more afterwards, and
     * may be closed.
     *
     * @return a new registry over the data of {@link #clients()} that shares no memory with it
     */
    ClientRegistry reopen();

    /** A registered client is there after a restart, with every component. */
    @Test
    default void keepsClientsAcrossARestart() {
        Client client = Clients.everything();
        given(client);

        assertThat(reopen().find(client.id())).contains(client);
    }

    /** So are its updates, and the version to continue from. */
    @Test
    default void keepsUpdatesAcrossARestart() {
        Client client = Clients.everything();
        given(client);
        assertThat(clients().update(client.toBuilder().enabled(true).build())).isTrue();
        Client updated =
                client.toBuilder().enabled(true).version(client.version() + 1).build();

        ClientRegistry reopened = reopen();

        assertThat(reopened.find(client.id())).contains(updated);
        assertThat(reopened.update(client)).isFalse();
        assertThat(reopened.update(updated)).isTrue();
    }

    /** A deleted client does not come back. */
    @Test
    default void keepsDeletionsAcrossARestart() {
        Client client = Clients.client();
        given(client);
        assertThat(clients().delete(client.id())).isTrue();

        assertThat(reopen().find(client.id())).isEmpty();
    }
}
