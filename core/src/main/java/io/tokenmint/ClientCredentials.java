package io.tokenmint;

import io.tokenmint.spi.AuthenticationMethod;

/**
 * What a client shows to prove who it is (RFC 6749 section 2.3.1).
 *
 * @param clientId the client identifier, as sent
 * @param secret the client secret, as sent; empty when the client named itself and proved nothing
 * @param method how they were sent
 */
public record ClientCredentials(String clientId, String secret, AuthenticationMethod method) {
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
