package io.tokenmint.http;

import java.io.InputStream;
import java.util.Optional;

/**
 * A request as an adapter hands it to an {@link Endpoint}. Nothing in it is decoded or copied.
 *
 * @param method the method, as sent
 * @param query the query string, as sent, without the question mark; empty when there is none
 * @param headers the header fields
 * @param body the body, not read yet, without transfer coding
 * @param secure whether the request came over TLS, as the host knows it. Behind a proxy that ends TLS the host decides, and
 *     only by what it trusts; the endpoints of this package look at no {@code Forwarded} or {@code X-Forwarded-} field
 * @param source where the request came from, such as the peer's address, as the host knows it
 */
public record EndpointRequest(
        String method,
        String query,
        RequestHeaders headers,
        InputStream body,
        boolean secure,
        Optional<String> source) {
    /**
     * The request without anything that may hold a secret.
     *
     * @return the length of the query and whether TLS was used
     */
    @Override
    public String toString() {
        return "EndpointRequest[query of " + query.length() + " characters, secure=" + secure + "]";
    }
}
