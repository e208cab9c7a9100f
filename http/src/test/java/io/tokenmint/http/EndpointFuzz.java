package io.tokenmint.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tokenmint.FailureLimiter;
import io.tokenmint.Refusal;
import io.tokenmint.TokenService;
import io.tokenmint.TokenSettings;
import io.tokenmint.spi.AuthenticationMethod;
import io.tokenmint.spi.Client;
import io.tokenmint.spi.ClientSecret;
import io.tokenmint.spi.Scope;
import io.tokenmint.store.memory.MemoryClientStore;
import io.tokenmint.store.memory.MemoryTokenStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Throws any bytes at everything that reads bytes. */
final class EndpointFuzz {
    private static final Set<Integer> ALLOWED = Set.of(200, 400, 401, 413, 415, 429);
    private static final Set<Integer> DENIED = Set.of(400, 401);
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final TokenService SERVICE = service();
    private static final EndpointSettings SETTINGS = EndpointSettings.builder()
            .jsonBody(true)
            .lenientBasic(true)
            .stripScopePrefix(true)
            .allowedOrigin("https://app.example")
            .build();
    private static final Endpoint TOKEN = new TokenEndpoint(SERVICE, SETTINGS);
    private static final Endpoint INTROSPECTION = new IntrospectionEndpoint(SERVICE, Fixture.METADATA, SETTINGS);
    private static final Endpoint REVOCATION = new RevocationEndpoint(SERVICE, SETTINGS);

    private static final Endpoint METADATA = new MetadataEndpoint(SERVICE, Fixture.METADATA, SETTINGS);
    private static final BearerGuard GUARD = BearerGuard.builder(TokenVerifier.inProcess(SERVICE))
            .tenant(TenantSource.path("/{tenant}"))
            .allOf("a.read")
            .build();

    private static final BearerGuard ACME_ONLY = BearerGuard.builder(
                    token -> Optional.of(new TokenFacts("acme", Scope.of("tenant=acme"), List.of(), Optional.empty())))
            .tenant(TenantSource.path("/{tenant}"))
            .build();

    /** Empty and dot segments, parameters, other separators, and any of those in percent-encoding. */
    private static final Pattern UNCLEAR =
            Pattern.compile("//|/\\.{1,2}(/|$)|[;\\\\\u0000-\u001F]|%(2[eEfF]|5[cC]|3[bB]|25|00)");

    private EndpointFuzz() {}

    /**
     * One input: its first byte says whom to throw the rest at.
     *
     * @param input any bytes
     * @throws IOException when an answer is no JSON
     */
    static void accept(byte[] input) throws IOException {
        if (input.length == 0) {
            return;
        }
        String text = new String(input, 1, input.length - 1, StandardCharsets.ISO_8859_1);
        // Sixteen of equal weight, however the first byte is spread.
        switch (input[0] & 15) {
            case 0 -> answer(TOKEN, Map.of("Content-Type", Ask.FORM), "", text);
            case 1 -> answer(TOKEN, Map.of("Content-Type", "application/json"), "", text);
            case 2, 12 -> request(TOKEN, text);
            case 3, 13 -> request(INTROSPECTION, text);
            case 4, 14 -> request(REVOCATION, text);
            case 5 -> basicHeader(text);
            case 6 -> jsonObject(text);
            case 7 -> jsonMember(new String(input, StandardCharsets.UTF_16BE));
            case 8, 15 -> bearer(text);
            case 9 -> metadata(text);
            case 10 -> introspectionAnswer(text);
            default -> tenantPath(text);
        }
    }

    /** A request whose header fields, query and body are lines of the text. */
    private static void request(Endpoint endpoint, String text) throws IOException {
        String[] lines = text.split("\n", 5);
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.put("Content-Type", lines.length > 1 && !lines[1].isEmpty() ? lines[1] : Ask.FORM);
        if (!lines[0].isEmpty()) {
            headers.put("Authorization", lines[0]);
        }
        if (lines.length > 2 && !lines[2].isEmpty()) {
            headers.put("Content-Encoding", lines[2]);
            headers.put("Content-Length", lines[2]);
            headers.put("Origin", lines[2]);
        }
        answer(endpoint, headers, lines.length > 3 ? lines[3] : "", lines.length > 4 ? lines[4] : "");
    }

    /** A guarded request whose Authorization field, path and query are lines of the text. */
    private static void bearer(String text) {
        String[] lines = text.split("\n", 3);
        AccessRequest request = AccessRequest.of(
                        name -> name.equalsIgnoreCase("Authorization") ? List.of(lines[0]) : List.of())
                .withPath(lines.length > 1 ? lines[1] : "/acme")
                .withQuery(lines.length > 2 ? lines[2] : "");
        AccessDecision decision = GUARD.decide(request);
        require(decision instanceof AccessDecision.Denied denied && DENIED.contains(denied.status()), "let in");
    }

    /** A path that a good token of tenant acme is shown for: let in only where everybody reads the tenant as acme. */
    private static void tenantPath(String path) {
        AccessRequest request = AccessRequest.of(name -> List.of("Bearer good")).withPath(path);
        if (ACME_ONLY.decide(request) instanceof AccessDecision.Granted) {
            require(path.equals("/acme") || path.startsWith("/acme/"), "another tenant's path");
            require(!UNCLEAR.matcher(path).find(), "a path that servers read in more than one way");
        }
    }

    /** What an introspection endpoint elsewhere may send: good only if another parser finds it active, too. */
    private static void introspectionAnswer(String text) throws IOException {
        byte[] json = text.getBytes(StandardCharsets.ISO_8859_1);
        Optional<TokenFacts> facts;
        try {
            facts = IntrospectionAnswer.read(json, Fixture.START);
        } catch (VerifierUnavailableException unclear) {
            return;
        }
        JsonNode read = JSON.readTree(json);
        require(read.get("active").isBoolean(), "no answer at all");
        if (facts.isPresent()) {
            require(read.get("active").asBoolean(), "good, and not active");
            require(read.get("client_id").asText().equals(facts.get().clientId()), "another client");
            require(!read.has("exp") || read.get("exp").asDouble() > 1.7e9, "expired");
        }
    }

    /** The metadata, asked for by whoever has the lines of the text as its entity tags. */
    private static void metadata(String text) {
        EndpointResponse response = METADATA.handle(new EndpointRequest(
                "GET",
                "",
                name -> name.equalsIgnoreCase("If-None-Match") ? List.of(text.split("\n", -1)) : List.of(),
                new ByteArrayInputStream(new byte[0]),
                true,
                Optional.empty()));
        require(response.status() == 200 || response.status() == 304, "status " + response.status());
    }

    static int answer(Endpoint endpoint, Map<String, String> headers, String query, String body) throws IOException {
        EndpointResponse response = endpoint.handle(new EndpointRequest(
                "POST",
                query,
                name -> Optional.ofNullable(headers.get(name)).map(List::of).orElse(List.of()),
                new ByteArrayInputStream(body.getBytes(StandardCharsets.ISO_8859_1)),
                true,
                Optional.of("192.0.2.1")));
        require(ALLOWED.contains(response.status()), "status " + response.status());
        if (response.body().length > 0) {
            require(JSON.readTree(response.body()).isObject(), "no JSON object");
        }
        return response.status();
    }

    static int token(String body) throws IOException {
        return answer(TOKEN, Map.of("Content-Type", Ask.FORM), "", body);
    }

    private static void basicHeader(String text) {
        new BasicHeader(false).read("Basic " + text).ifPresent(credentials -> {
            String pair = new String(Base64.getDecoder().decode(text.strip()), StandardCharsets.ISO_8859_1);
            require(pair.indexOf(':') >= 0, "credentials out of nothing");
        });
        new BasicHeader(true).read(text.length() < 5 ? "Basic" : text);
    }

    /** What we take for a flat object another parser takes for the same. */
    private static void jsonObject(String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.ISO_8859_1);
        Parameters parameters;
        try {
            parameters = new JsonBody(SETTINGS, Parameter.SCOPE).read(body);
        } catch (Refusal refused) {
            return;
        }
        JsonNode json = JSON.readTree(text.getBytes(StandardCharsets.ISO_8859_1));
        JsonNode scope = json.path("scope");
        require(parameters.get(Parameter.SCOPE).equals(scope.isTextual() ? scope.asText() : ""), "another value");
        parameters
                .others()
                .forEach((name, values) -> require(json.get(name).asText().equals(values.get(0)), "another value"));
    }

    /** What we write another parser reads back unchanged. */
    static void jsonMember(String text) throws IOException {
        byte[] json = new JsonWriter(1)
                .member(JsonPart.name(text), text)
                .member(JsonPart.name("n"), text.hashCode())
                .member(JsonPart.name("l"), List.of(text, ""))
                .toBytes();
        if (text.equals("n") || text.equals("l")) {
            return;
        }
        JsonNode read = JSON.readTree(json);
        require(read.get(text).asText().equals(text), "another text");
        require(read.get("n").asInt() == text.hashCode(), "another number");
        require(read.get("l").get(0).asText().equals(text), "another member");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }

    private static TokenService service() {
        MemoryClientStore clients = new MemoryClientStore();
        ClientSecret secret =
                new ClientSecret("1", Fixture.hash(Fixture.SECRET), Instant.EPOCH, Instant.EPOCH, Optional.empty());
        clients.insert(Client.builder("acme")
                .secrets(List.of(secret))
                .authenticationMethods(AuthenticationMethod.values())
                .grantTypes("client_credentials")
                .scope(Scope.of("a.read"))
                .tenant("acme")
                .build());
        TokenSettings settings =
                TokenSettings.builder().failureLimiter(FailureLimiter.none()).build();
        return new TokenService(clients, new MemoryTokenStore(), settings);
    }
}
