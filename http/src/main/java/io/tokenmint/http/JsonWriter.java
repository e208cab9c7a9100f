package io.tokenmint.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;

/** Writes one JSON object (RFC 8259) straight into bytes. They are ASCII: other characters are escaped. */
final class JsonWriter {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes;
    private int length;

    /**
     * An object without members.
     *
     * @param expectedLength how many bytes it may come to; it grows when that was too few
     */
    JsonWriter(int expectedLength) {
        bytes = new byte[expectedLength];
    }

    /** Members that are the same each time. */
    JsonWriter members(JsonPart members) {
        part(members);
        return this;
    }

    JsonWriter member(JsonPart name, String value) {
        part(name);
        string(value);
        return this;
    }

    JsonWriter member(JsonPart name, long value) {
        part(name);
        raw(Long.toString(value));
        return this;
    }

    JsonWriter member(JsonPart name, boolean value) {
        part(name);
        raw(value ? "true" : "false");
        return this;
    }

    JsonWriter member(JsonPart name, Collection<String> values) {
        part(name);
        char separator = '[';
        for (String value : values) {
            put(separator);
            string(value);
            separator = ',';
        }
        raw(values.isEmpty() ? "[]" : "]");
        return this;
    }

    /** Ends the object; the writer is of no use from then on. */
    byte[] toBytes() {
        if (length == 0) {
            put(',');
        }
        // in place of the comma before the first member
        bytes[0] = '{';
        put('}');
        return memberBytes();
    }

    /** A name as it stands before a value: after a comma, in quotes, escaped, with the colon. */
    static byte[] nameBytes(String name) {
        JsonWriter writer = new JsonWriter(name.length() + 4);
        writer.put(',');
        writer.string(name);
        writer.put(':');
        return writer.memberBytes();
    }

    /** The members so far, with a comma before each. */
    byte[] memberBytes() {
        return Arrays.copyOf(bytes, length);
    }

    private void part(JsonPart part) {
        ensure(part.length());
        part.copyTo(bytes, length);
        length += part.length();
    }

    private void string(String text) {
        put('"');
        if (isPlain(text)) {
            raw(text);
        } else {
            text.chars().forEach(c -> escaped((char) c));
        }
        put('"');
    }

    private void escaped(char c) {
        if (c >= 0x20 && c <= 0x7E && c != '"' && c != '\\') {
            put(c);
            return;
        }
        raw("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            put((char) HEX[c >> shift & 0xF]);
        }
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x20 || c > 0x7E || c == '"' || c == '\\') {
                return false;
            }
        }
        return true;
    }

    @SuppressWarnings("deprecation") // the one way to copy ASCII characters into a buffer without an array in between
    private void raw(String ascii) {
        ensure(ascii.length());
        ascii.getBytes(0, ascii.length(), bytes, length);
        length += ascii.length();
    }

    private void put(char ascii) {
        ensure(1);
        bytes[length++] = (byte) ascii;
    }

    private void ensure(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
