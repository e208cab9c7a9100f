package io.tokenmint.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** An answer, and the assertions that many conformance cases share. */
final class Answer {
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final EndpointResponse response;

    Answer(EndpointResponse response) {
        this.response = response;
    }

    int status() {
        return response.status();
    }

    Map<String, String> headers() {
        return response.headers();
    }

    String text() {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    /** The assertion OK of the conformance list. */
    JsonNode isOk() {
        assertThat(status()).as(text()).isEqualTo(200);
        assertThat(headers()).containsEntry("Cache-Control", "no-store").containsEntry("Pragma", "no-cache");
        JsonNode json = json();
        assertThat(json.has("access_token") && json.has("token_type") && json.has("expires_in") && json.has("scope"))
                .isTrue();
        json.forEach(member -> assertThat(member.isNull()).isFalse());
        return json;
    }

    Set<String> scope() {
        return Set.copyOf(Arrays.asList(isOk().get("scope").asText().split(" ")));
    }

    /** The assertion ERR of the conformance list. */
    Answer isError(int status, String code) {
        assertThat(status()).as(text()).isEqualTo(status);
        assertThat(headers()).containsEntry("Cache-Control", "no-store").containsEntry("Pragma", "no-cache");
        JsonNode json = json();
        assertThat(json.get("error").asText()).isEqualTo(code);
        // RFC 6749 appendix A.8
        assertThat(json.get("error_description").asText()).matches("[\\x20\\x21\\x23-\\x5B\\x5D-\\x7E]+");
        assertThat(json.fieldNames()).toIterable().containsOnly("error", "error_description");
        return this;
    }

    /** The assertion 401C of the conformance list. */
    Answer isUnauthorized() {
        isError(401, "invalid_client");
        assertThat(headers()).containsEntry("WWW-Authenticate", "Basic realm=\"tokenmint\", charset=\"UTF-8\"");
        return this;
    }

    /** Status, fields and bytes in one text, to compare answers. */
    String everything() {
        return status() + "\n" + new TreeMap<>(headers()) + "\n" + text();
    }

    JsonNode json() {
        assertThat(headers()).containsEntry("Content-Type", "application/json");
        try {
            JsonNode json = JSON.readTree(response.body());
            assertThat(json.isObject()).isTrue();
            return json;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
