package io.tokenmint.http;

import io.tokenmint.spi.Scope;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what an introspection endpoint answered (RFC 7662 section 2.2). Whatever is unclear is no answer. */
final class IntrospectionAnswer {
    private final Map<String, Object> members;

    private IntrospectionAnswer(Map<String, Object> members) {
        this.members = members;
    }

    /** What is known of the token; empty when it is not good as a Bearer token at the given time. */
    static Optional<TokenFacts> read(HttpResponse<byte[]> response, Instant now) {
        requireSuccess(response.statusCode());
        String type = response.headers().firstValue("Content-Type").orElse("");
        if (!MediaType.isNamed(type, "application/json")) {
            throw new VerifierUnavailableException(
                    "the introspection endpoint did not answer with application/json: check its URL");
        }
        return read(response.body(), now);
    }

    static Optional<TokenFacts> read(byte[] json, Instant now) {
        IntrospectionAnswer answer =
                new IntrospectionAnswer(JsonObject.read(json).orElseThrow(() -> unclear("JSON")));
        return answer.facts()
                .filter(token -> token.expiresAt().map(now::isBefore).orElse(true));
    }

    private static void requireSuccess(int status) {
        if (status == 401 || status == 403) {
            throw new VerifierUnavailableException(
                    "the introspection endpoint refused this resource server with status " + status
                            + ": check the client id and secret of RemoteIntrospection, and its rights there");
        }
        if (status != 200) {
            throw new VerifierUnavailableException(
                    "the introspection endpoint answered with status " + status + ": check its URL and its health");
        }
    }

    private static VerifierUnavailableException unclear(String what) {
        return new VerifierUnavailableException(
                "the introspection endpoint's answer is not as in RFC 7662 section 2.2 (" + what + "): check its URL");
    }

    private Optional<TokenFacts> facts() {
        boolean active = member("active", Boolean.class).orElseThrow(() -> unclear("active"));
        if (!active || !isBearer()) {
            return Optional.empty();
        }
        String clientId = member("client_id", String.class).orElseThrow(() -> unclear("client_id"));
        return Optional.of(new TokenFacts(
                clientId, scope(), audience(), member("exp", Long.class).map(IntrospectionAnswer::time)));
    }

    /** RFC 7800 section 3.1: a token with {@code cnf} is good only for who proves to hold a key; so RFC 9449 section 7.1. */
    private boolean isBearer() {
        return !members.containsKey("cnf")
                && member("token_type", String.class).orElse("Bearer").equalsIgnoreCase("Bearer");
    }

    private Scope scope() {
        String text = member("scope", String.class).orElse("");
        try {
            return Scope.parse(text);
        } catch (IllegalArgumentException e) {
            throw unclear("scope");
        }
    }

    private List<String> audience() {
        Object aud = members.get("aud");
        if (aud instanceof String one) {
            return List.of(one);
        }
        if (aud == null) {
            return List.of();
        }
        if (aud instanceof List<?> several && several.stream().allMatch(String.class::isInstance)) {
            return several.stream().map(String.class::cast).toList();
        }
        throw unclear("aud");
    }

    /** A member of the type it must have; empty when it is not there. */
    private <T> Optional<T> member(String name, Class<T> type) {
        Object value = members.get(name);
        if (value != null && !type.isInstance(value)) {
            throw unclear(name);
        }
        return Optional.ofNullable(value).map(type::cast);
    }

    private static Instant time(long epochSecond) {
        return Instant.ofEpochSecond(
                Math.max(Instant.MIN.getEpochSecond(), Math.min(epochSecond, Instant.MAX.getEpochSecond())));
    }
}
