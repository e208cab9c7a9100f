package io.tokenmint.example.redis;

import static tools.jackson.databind.DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES;
import static tools.jackson.databind.DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES;
import static tools.jackson.databind.DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.tokenmint.spi.Scope;
import io.tokenmint.spi.StoreException;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;

/** Records as text. One that is damaged, or has what only a newer version knows, is refused: half of it may permit more than all. */
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(FAIL_ON_UNKNOWN_PROPERTIES, FAIL_ON_MISSING_CREATOR_PROPERTIES, FAIL_ON_NULL_CREATOR_PROPERTIES)
            .addMixIn(Scope.class, ScopeAsText.class)
            .build();

    private Json() {}

    static String of(Record value) {
        return MAPPER.writeValueAsString(value);
    }

    static <T extends Record> T parse(String text, Class<T> type) {
        try {
            return Objects.requireNonNull(MAPPER.readValue(text, type));
        } catch (RuntimeException e) {
            // no cause: its text quotes what it read
            throw new StoreException("a broken " + type.getSimpleName() + " in Redis: see what else writes there");
        }
    }

    private interface ScopeAsText {
        @JsonCreator
        static Scope parse(String text) {
            return Scope.parse(text);
        }

        @JsonValue
        @Override
        String toString();
    }
}
