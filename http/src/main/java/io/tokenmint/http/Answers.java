package io.tokenmint.http;

import io.tokenmint.TokenError;
import io.tokenmint.TokenResponse;
import io.tokenmint.spi.AnswerShape;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Writes answers (RFC 6749 sections 5.1 and 5.2). Nothing in one comes from the request. */
final class Answers {
    /** The header fields of everything that may hold a token or tell about one. */
    static final Map<String, String> UNCACHED = Map.of("Cache-Control", "no-store", "Pragma", "no-cache");

    private static final Map<String, String> JSON =
            Map.of("Content-Type", "application/json", "Cache-Control", "no-store", "Pragma", "no-cache");

    private static final JsonPart ACCESS_TOKEN = JsonPart.name("access_token");
    private static final JsonPart BEARER =
            JsonPart.members(new JsonWriter(32).member(JsonPart.name("token_type"), "Bearer"));
    private static final JsonPart EXPIRES_IN = JsonPart.name("expires_in");
    private static final JsonPart SESSION_IDLE_TIME = JsonPart.name("session_idle_time");
    private static final JsonPart NO_REFRESH_TOKEN = JsonPart.members(new JsonWriter(64)
            .member(JsonPart.name("refresh_token"), "")
            .member(JsonPart.name("refresh_token_expires_in"), 0));
    private static final JsonPart SCOPE = JsonPart.name("scope");
    private static final JsonPart ERROR = JsonPart.name("error");
    private static final JsonPart ERROR_DESCRIPTION = JsonPart.name("error_description");

    // What the members of an answer take beside the token and the scope.
    private static final int ISSUED_LENGTH = 192;
    private static final int ERROR_LENGTH = 160;

    private final Map<String, String> challenge;
    private final boolean status400ForBodyCredentials;

    Answers(EndpointSettings settings) {
        this.challenge = with(JSON, "WWW-Authenticate", BasicHeader.challenge(settings.realm()));
        this.status400ForBodyCredentials = settings.status400ForBodyCredentials();
    }

    EndpointResponse issued(TokenResponse.Issued issued) {
        String token = issued.accessToken();
        String scope = issued.scope().toString();
        JsonWriter json = new JsonWriter(token.length() + scope.length() + ISSUED_LENGTH)
                .member(ACCESS_TOKEN, token)
                .members(BEARER)
                .member(EXPIRES_IN, issued.expiresIn())
                .member(SESSION_IDLE_TIME, issued.sessionIdleTime());
        if (issued.shape() == AnswerShape.SERVICE) {
            json.members(NO_REFRESH_TOKEN);
        }
        return ok(json.member(SCOPE, scope));
    }

    EndpointResponse ok(JsonWriter json) {
        return new EndpointResponse(200, JSON, json.toBytes());
    }

    /** The answer to a refusal; {@code usedHeader} says whether the client tried the {@code Authorization} header. */
    EndpointResponse refused(TokenResponse.Refused refused, boolean usedHeader) {
        TokenError error = refused.error();
        if (error == TokenError.INVALID_CLIENT) {
            return status400ForBodyCredentials && !usedHeader
                    ? error(400, error.code(), refused.description(), JSON)
                    : error(error.status(), error.code(), refused.description(), challenge);
        }
        Map<String, String> headers =
                refused.retryAfter().map(wait -> retryAfter(JSON, wait)).orElse(JSON);
        return error(error.status(), error.code(), refused.description(), headers);
    }

    EndpointResponse refused(HttpRefusal refusal) {
        // The connection may end here: what is left of the body is of no interest.
        Map<String, String> headers = refusal.status() == 413 ? with(JSON, "Connection", "close") : JSON;
        return error(refusal.status(), TokenError.INVALID_REQUEST.code(), refusal.description(), headers);
    }

    EndpointResponse methodNotAllowed(String allowed) {
        return error(
                405,
                TokenError.INVALID_REQUEST.code(),
                "The method is not allowed; use " + allowed + ".",
                with(JSON, "Allow", allowed));
    }

    EndpointResponse fault(TokenError error) {
        return error(error.status(), error.code(), error.description(), JSON);
    }

    EndpointResponse fault(TokenError error, Duration wait) {
        return error(error.status(), error.code(), error.description(), retryAfter(JSON, wait));
    }

    private static EndpointResponse error(int status, String code, String description, Map<String, String> headers) {
        byte[] json = new JsonWriter(ERROR_LENGTH)
                .member(ERROR, code)
                .member(ERROR_DESCRIPTION, description)
                .toBytes();
        return new EndpointResponse(status, headers, json);
    }

    private static Map<String, String> retryAfter(Map<String, String> headers, Duration wait) {
        return with(headers, "Retry-After", Long.toString(wait.toSeconds()));
    }

    private static Map<String, String> with(Map<String, String> headers, String name, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(name, value);
        return Map.copyOf(more);
    }
}
