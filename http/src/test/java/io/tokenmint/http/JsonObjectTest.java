package io.tokenmint.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonObjectTest {
    private static final String SAMPLE =
            "{\"active\":true,\"a\":[1,-2.5e3,null,{\"b\":\"\\u00e9\\n\"}],\"c\":{},\"d\":\"x\"}";
    private static final ObjectMapper JACKSON = new ObjectMapper()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private static boolean isRead(String json) {
        return JsonObject.read(json.getBytes(StandardCharsets.UTF_8)).isPresent();
    }

    @Test
    void readsNestedValues() {
        assertThat(JsonObject.read(SAMPLE.getBytes(StandardCharsets.UTF_8)))
                .contains(Map.of(
                        "active",
                        true,
                        "a",
                        List.of(1L, JsonObject.OTHER, JsonObject.OTHER, Map.of("b", "\u00e9\n")),
                        "c",
                        Map.of(),
                        "d",
                        "x"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "\"a\"",
                "{",
                "}",
                "{}}",
                "{} {}",
                "{,}",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{\"a\":01}",
                "{\"a\":+1}",
                "{\"a\":.5}",
                "{\"a\":1.}",
                "{\"a\":1e}",
                "{\"a\":NaN}",
                "{\"a\":True}",
                "{\"a\":truefalse}",
                "{'a':1}",
                "{a:1}",
                "{\"a\":[1,]}",
                "{\"a\":[1 2]}",
                "{\"a\":\"\t\"}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u12\"}",
                "{\"a\":\"\\ud800\"}",
                "{\"a\":1,\"\\u0061\":1}",
                "{\"a\":{\"b\":1,\"b\":1}}",
                "\ufeff{}",
                "{\"a\":1}x",
                "{\"a\":-}",
                "{\"a\":--1}"
            })
    void refusesWhatIsNotOneStrictObject(String json) {
        assertThat(isRead(json)).isFalse();
    }

    @Test
    void refusesBrokenUtf8AndEndlessDepth() {
        assertThat(JsonObject.read(new byte[] {'{', '"', (byte) 0xC0, (byte) 0x80, '"', ':', '1', '}'}))
                .isEmpty();
        assertThat(isRead("{\"a\":" + "[".repeat(30_000) + "]".repeat(30_000) + "}"))
                .isFalse();
        assertThat(isRead("{\"a\":" + "[".repeat(10) + "]".repeat(10) + "}")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void readsNothingThatAnotherStrictReaderRefuses(long seed) {
        Random random = new Random(seed);
        int read = 0;
        for (int i = 0; i < 30_000; i++) {
            StringBuilder json = new StringBuilder(SAMPLE);
            for (int changes = random.nextInt(4); changes > 0; changes--) {
                json.setCharAt(random.nextInt(json.length()), SAMPLE.charAt(random.nextInt(SAMPLE.length())));
            }
            if (isRead(json.toString())) {
                read++;
                assertThat(isReadByJackson(json.toString())).as(json.toString()).isTrue();
            }
        }
        assertThat(read).isBetween(1_000, 29_000);
    }

    private static boolean isReadByJackson(String json) {
        try {
            return JACKSON.readTree(json).isObject();
        } catch (IOException e) {
            return false;
        }
    }
}
