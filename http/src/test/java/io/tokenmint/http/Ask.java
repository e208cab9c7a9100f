package io.tokenmint.http;

import java.io.ByteArrayInputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A request in the making. It begins as the base request of the conformance list; what is not changed stays as it is there. */
final class Ask {
    static final String FORM = "application/x-www-form-urlencoded";

    private String method = "POST";
    private String query = "";
    private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private byte[] body = {};
    private boolean secure = true;

    private Ask(String body) {
        header("Content-Type", FORM);
        basic("acme", Fixture.SECRET);
        body(body);
    }

    /** The base request. */
    static Ask token() {
        return new Ask("grant_type=client_credentials&scope=tenant%3Dacme");
    }

    /** The base request with something added to its body. */
    static Ask tokenAnd(String more) {
        return new Ask("grant_type=client_credentials&" + more);
    }

    /** A form to introspection or revocation. */
    static Ask about(String token) {
        return new Ask("token=" + encode(token));
    }

    /** Credentials in the body, and no header. */
    static Ask post(String clientId, String secret) {
        return new Ask("grant_type=client_credentials&client_id=" + encode(clientId) + "&client_secret="
                        + encode(secret))
                .without("Authorization");
    }

    Ask method(String name) {
        method = name;
        return this;
    }

    Ask query(String text) {
        query = text;
        return this;
    }

    Ask body(String latin1) {
        return body(latin1.getBytes(StandardCharsets.ISO_8859_1));
    }

    Ask body(byte[] bytes) {
        body = bytes.clone();
        return this;
    }

    Ask header(String name, String... values) {
        headers.put(name, List.of(values));
        return this;
    }

    Ask without(String name) {
        headers.remove(name);
        return this;
    }

    Ask plain() {
        secure = false;
        return this;
    }

    Ask json(String text) {
        return header("Content-Type", "application/json").body(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Basic credentials, form-encoded as they must be. */
    Ask basic(String clientId, String secret) {
        return basicText(encode(clientId) + ":" + encode(secret));
    }

    /** Basic credentials whose decoded text is given; each character is one byte. */
    Ask basicText(String latin1) {
        return header(
                "Authorization",
                "Basic " + Base64.getEncoder().encodeToString(latin1.getBytes(StandardCharsets.ISO_8859_1)));
    }

    Answer of(Endpoint endpoint) {
        return new Answer(endpoint.handle(request()));
    }

    EndpointRequest request() {
        return new EndpointRequest(
                method,
                query,
                name -> headers.getOrDefault(name, List.of()),
                new ByteArrayInputStream(body),
                secure,
                Optional.of("192.0.2.1"));
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
