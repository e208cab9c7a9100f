package io.tokenmint.spi;

import java.util.List;

/** A client store that clients can be registered in. Safe for use by many threads. */
public interface ClientRegistry extends ClientStore {
    /**
     * Keeps a new client.
     *
     * @param client the client; its version is kept as it is
     * @return true when it was kept, false when the id is taken; the client that has it stays as it was
     * @throws StoreException when it could not be kept
     */
    boolean insert(Client client);

    /**
     * Replaces a client unless somebody else did since it was read: compare-and-set on {@link Client#version()}.
     *
     * @param client the changed client, with the version it was read with
     * @return true when it was replaced, and is now kept with a version one higher; false when the client is gone or has
     *     another version
     * @throws StoreException when it could not be kept
     */
    boolean update(Client client);

    /**
     * Deletes a client. Its tokens are not active from then on.
     *
     * @param clientId the client's id
     * @return true when there was one
     * @throws StoreException when the store cannot tell
     */
    boolean delete(String clientId);

    /**
     * Pages through all clients in the order of their ids, which are compared character by character.
     *
     * @param after the id the page begins after; the empty string for the first page
     * @param limit how many clients the page has at most, one or more
     * @return the next clients; fewer than {@code limit} only when there are no more
     * @throws StoreException when they cannot be read
     */
    List<Client> list(String after, int limit);
}
