package io.tokenmint;

import io.tokenmint.spi.AuthenticationMethod;
import java.util.Optional;

/**
 * What a client shows to prove who it is (RFC 6749 section 2.3.1).
 *
 * @param clientId the client identifier, as sent
 * @param secret the client secret, as sent; empty when the client named itself and proved nothing
 * @param method how they were sent
 * @param otherReading what they say when they are read another way, for clients that do not encode what they send; both
 *     readings are checked and either is good
 */
public record ClientCredentials(
        String clientId, String secret, AuthenticationMethod method, Optional<ClientCredentials> otherReading) {
    /**
     * Credentials that can be read in one way only.
     *
     * @param clientId the client identifier, as sent
     * @param secret the client secret, as sent
     * @param method how they were sent
     */
    public ClientCredentials(String clientId, String secret, AuthenticationMethod method) {
        this(clientId, secret, method, Optional.empty());
    }

    /**
     * The same credentials with another reading.
     *
     * @param other what they say then
     * @return a copy
     */
    public ClientCredentials withOtherReading(ClientCredentials other) {
        return new ClientCredentials(clientId, secret, method, Optional.of(other));
    }

    /**
     * The credentials without the secret; the id is escaped and cut, since it may be anybody's text.
     *
     * @return id and method
     */
    @Override
    public String toString() {
        return "ClientCredentials[clientId=" + LogText.of(clientId) + ", method=" + method + "]";
    }
}
