package io.tokenmint.store.contract;

import io.tokenmint.spi.ClientStore;
import org.junit.jupiter.api.Test;

/**
 * What a client store does when its clients are out of reach, because the server is down or the connection or file is closed. For
 * every store that can come to that.
 */
public interface UnreachableClientStoreContract {
    /**
     * A store whose clients are out of reach.
     *
     * @return a store that was ready to use, and then lost its server, its connection or its file
     */
    ClientStore unreachable();

    /** Nobody can tell whether there is such a client: that is a {@code StoreException}, and no empty answer. */
    @Test
    default void findsNoAnswerWhenUnreachable() {
        ClientStore clients = unreachable();

        Failures.expect(() -> clients.find(Clients.id()));
    }
}
