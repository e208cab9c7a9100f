package io.tokenmint.spi;

import java.util.Optional;

/** Where the service looks clients up. Safe for use by many threads. */
@FunctionalInterface
public interface ClientStore {
    /**
     * Finds a client by its id. Ids are told apart by letter case and by every space.
     *
     * @param clientId any text, of any length and with any character: it comes from the request
     * @return the client as last written, disabled or not; empty when there is none
     * @throws StoreException when the store cannot tell
     */
    Optional<Client> find(String clientId);
}
