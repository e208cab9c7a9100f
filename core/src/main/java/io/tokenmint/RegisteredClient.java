package io.tokenmint;

import io.tokenmint.spi.Client;

/**
 * A client and a secret that was made for it just now. This is the only time the secret can be seen: the store has its hash.
 *
 * @param client the client as registered
 * @param secret the new secret, 43 characters of {@code A-Z a-z 0-9 - _}
 */
public record RegisteredClient(Client client, String secret) {
    /**
     * The client's id.
     *
     * @return the client identifier
     */
    public String clientId() {
        return client.id();
    }

    /**
     * The client without the secret.
     *
     * @return the client
     */
    @Override
    public String toString() {
        return "RegisteredClient[client=" + client + "]";
    }
}
