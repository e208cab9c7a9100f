package io.tokenmint.http;

import io.tokenmint.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads one JSON object (RFC 8259) whose members may be nested: no name twice in an object, no number beyond 18 digits used.
 * The values are {@code String}, {@code Boolean}, {@code Long}, {@code List} and {@code Map}; null and other numbers are
 * {@link #OTHER}.
 */
final class JsonObject {
    static final Object OTHER = new Object();

    private static final int MAX_DEPTH = 16;
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
    private static final Pattern LONG = Pattern.compile("-?[0-9]{1,18}");

    private final JsonText json;

    private JsonObject(JsonText json) {
        this.json = json;
    }

    /** The members of the object that some bytes are in UTF-8; empty when they are not exactly that. */
    static Optional<Map<String, Object>> read(byte[] utf8) {
        String text = FormText.utf8(utf8, utf8.length);
        if (text == null) {
            return Optional.empty();
        }
        try {
            JsonText json = new JsonText(text);
            json.require('{');
            Map<String, Object> members = new JsonObject(json).members(1);
            json.requireEnd();
            return Optional.of(members);
        } catch (Refusal e) {
            return Optional.empty();
        }
    }

    private Map<String, Object> members(int depth) {
        Map<String, Object> members = new LinkedHashMap<>();
        if (json.skip('}')) {
            return members;
        }
        do {
            String name = json.string();
            json.require(':');
            if (members.putIfAbsent(name, value(depth)) != null) {
                throw JsonText.malformed();
            }
        } while (json.skip(','));
        json.require('}');
        return members;
    }

    private List<Object> elements(int depth) {
        List<Object> elements = new ArrayList<>();
        if (json.skip(']')) {
            return elements;
        }
        do {
            elements.add(value(depth));
        } while (json.skip(','));
        json.require(']');
        return elements;
    }

    private Object value(int depth) {
        if (depth > MAX_DEPTH) {
            throw JsonText.malformed();
        }
        if (json.skip('{')) {
            return members(depth + 1);
        }
        if (json.skip('[')) {
            return elements(depth + 1);
        }
        return json.isNext('"') ? json.string() : literal(json.word());
    }

    private static Object literal(String word) {
        return switch (word) {
            case "true", "false" -> Boolean.valueOf(word);
            case "null" -> OTHER;
            default -> number(word);
        };
    }

    private static Object number(String word) {
        if (!NUMBER.matcher(word).matches()) {
            throw JsonText.malformed();
        }
        return LONG.matcher(word).matches() ? (Object) Long.valueOf(word) : OTHER;
    }
}
