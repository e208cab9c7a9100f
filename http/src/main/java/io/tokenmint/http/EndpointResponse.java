package io.tokenmint.http;

import java.util.HashMap;
import java.util.Map;

/** An answer, ready to be written. */
public final class EndpointResponse {
    private static final byte[] NO_BODY = {};

    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;

    /**
     * An answer.
     *
     * @param status the status code
     * @param headers the header fields; the adapter adds {@code Content-Length} and {@code Date}
     * @param body the body, empty for none; the array belongs to the answer from now on
     */
    public EndpointResponse(int status, Map<String, String> headers, byte[] body) {
        this.status = status;
        this.headers = Map.copyOf(headers);
        this.body = body;
    }

    /**
     * The status code.
     *
     * @return the status
     */
    public int status() {
        return status;
    }

    /**
     * The header fields.
     *
     * @return an unmodifiable map from field names to values
     */
    public Map<String, String> headers() {
        return headers;
    }

    /**
     * The body.
     *
     * @return the bytes, not a copy; empty when there is no body
     */
    public byte[] body() {
        return body;
    }

    /**
     * The same answer with more header fields.
     *
     * @param more the fields to add or replace
     * @return a copy
     */
    public EndpointResponse withHeaders(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(headers);
        all.putAll(more);
        return new EndpointResponse(status, all, body);
    }

    /** The same answer to a HEAD request (RFC 9110 section 9.3.2). */
    EndpointResponse withoutBody() {
        return new EndpointResponse(status, headers, NO_BODY);
    }

    /**
     * The answer without its body, which may hold a token.
     *
     * @return the status
     */
    @Override
    public String toString() {
        return "EndpointResponse[" + status + "]";
    }
}
