package io.tokenmint.http;

import io.tokenmint.TokenService;
import io.tokenmint.spi.AuthenticationMethod;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Tells clients where the endpoints are and what they can do (RFC 8414): {@code GET} at {@link ServerMetadata#path()}. It says
 * what the service says of itself, so it cannot promise what is not there, and nothing in it comes from the request.
 */
public final class MetadataEndpoint implements Endpoint {
    private static final byte[] NO_BODY = {};
    private static final List<String> ANY = List.of("*");
    private static final List<String> METHODS = Stream.of(AuthenticationMethod.values())
            .map(AuthenticationMethod::value)
            .toList();

    private final Gate gate;
    private final byte[] document;
    private final Map<String, String> headers;
    private final String tag;

    /**
     * The metadata of a service.
     *
     * @param service knows its grants
     * @param metadata knows where things are
     * @param settings says whether TLS is required and which origins are let in
     */
    public MetadataEndpoint(TokenService service, ServerMetadata metadata, EndpointSettings settings) {
        this.gate = new Gate(service, settings, new Answers(settings));
        this.document = document(service, metadata);
        this.tag = tag(document);
        this.headers = Map.of("Content-Type", "application/json", "Cache-Control", "public, max-age=3600", "ETag", tag);
    }

    @Override
    public EndpointResponse handle(EndpointRequest request) {
        return gate.get(request, this::describe);
    }

    private EndpointResponse describe(EndpointRequest request) {
        return isKnown(request.headers().values("If-None-Match"))
                ? new EndpointResponse(304, headers, NO_BODY)
                : new EndpointResponse(200, headers, document.clone());
    }

    /** Weak comparison (RFC 9110 section 13.1.2). The tag has no comma, so no piece of another tag is equal to it. */
    private boolean isKnown(List<String> ifNoneMatch) {
        return ifNoneMatch.equals(ANY)
                || ifNoneMatch.stream()
                        .flatMap(line -> Stream.of(line.split(",", -1)))
                        .map(String::strip)
                        .anyMatch(known -> known.equals(tag) || known.equals("W/" + tag));
    }

    private static byte[] document(TokenService service, ServerMetadata metadata) {
        JsonWriter json = new JsonWriter(1_024)
                .member(JsonPart.name("issuer"), metadata.issuer())
                .member(JsonPart.name("token_endpoint"), metadata.tokenEndpoint())
                .member(JsonPart.name("token_endpoint_auth_methods_supported"), METHODS)
                .member(
                        JsonPart.name("grant_types_supported"),
                        service.grantTypes().stream().sorted().toList())
                // RFC 8414 section 2 requires it; there is no authorization endpoint, hence nothing in it.
                .member(JsonPart.name("response_types_supported"), List.of());
        callerEndpoint(json, "introspection_endpoint", metadata.introspectionEndpoint());
        callerEndpoint(json, "revocation_endpoint", metadata.revocationEndpoint());
        if (!metadata.scopesSupported().isEmpty()) {
            json.member(
                    JsonPart.name("scopes_supported"),
                    metadata.scopesSupported().tokens());
        }
        return json.toBytes();
    }

    private static void callerEndpoint(JsonWriter json, String name, Optional<String> url) {
        url.ifPresent(present -> json.member(JsonPart.name(name), present)
                .member(JsonPart.name(name + "_auth_methods_supported"), METHODS));
    }

    private static String tag(byte[] document) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(document);
            return "\"" + HexFormat.of().formatHex(hash, 0, 8) + "\"";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256; use one that does", e);
        }
    }
}
