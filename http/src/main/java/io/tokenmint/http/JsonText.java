package io.tokenmint.http;

import io.tokenmint.Refusal;
import io.tokenmint.TokenError;
import java.nio.charset.StandardCharsets;

/** Reads JSON from left to right (RFC 8259), as strictly as the grammar. */
final class JsonText {
    private final String json;
    private int position;
    private int stringFrom;
    private int stringTo;

    JsonText(String json) {
        this.json = json;
    }

    static Refusal malformed() {
        return new Refusal(
                TokenError.INVALID_REQUEST,
                "malformed_json",
                "The body is not one flat JSON object with text values and distinct names.");
    }

    void require(char expected) {
        if (!skip(expected)) {
            throw malformed();
        }
    }

    /** Passes over white space, and over a character if it is the one expected. */
    boolean skip(char expected) {
        skipSpace();
        if (position < json.length() && json.charAt(position) == expected) {
            position++;
            return true;
        }
        return false;
    }

    /** Whether a character comes after white space; it is not passed over. */
    boolean isNext(char expected) {
        skipSpace();
        return position < json.length() && json.charAt(position) == expected;
    }

    /** The letters, digits, signs and dots of a literal or a number. */
    String word() {
        skipSpace();
        int from = position;
        while (position < json.length() && isOfWord(json.charAt(position))) {
            position++;
        }
        return json.substring(from, position);
    }

    private static boolean isOfWord(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '-' || c == '+' || c == '.' || c == 'E';
    }

    boolean skipNull() {
        skipSpace();
        if (json.startsWith("null", position)) {
            position += 4;
            return true;
        }
        return false;
    }

    void requireEnd() {
        skipSpace();
        if (position < json.length()) {
            throw malformed();
        }
    }

    /** A text in quotes, well-formed and without NUL. */
    String string() {
        require('"');
        stringFrom = position;
        StringBuilder text = new StringBuilder();
        char c = next();
        while (c != '"') {
            if (c < 0x20) {
                throw malformed();
            }
            text.append(c == '\\' ? escaped() : c);
            c = next();
        }
        stringTo = position - 1;
        if (text.codePoints().anyMatch(point -> point == 0 || isSurrogate(point))) {
            throw malformed();
        }
        return text.toString();
    }

    /** The bytes of the text read last, as they were sent between the quotes. */
    int stringBytes() {
        return json.substring(stringFrom, stringTo).getBytes(StandardCharsets.UTF_8).length;
    }

    private char escaped() {
        char c = next();
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> (char) (hex() << 12 | hex() << 8 | hex() << 4 | hex());
            default -> throw malformed();
        };
    }

    private int hex() {
        char c = next();
        int digit = c < 0x80 ? Character.digit(c, 16) : -1;
        if (digit < 0) {
            throw malformed();
        }
        return digit;
    }

    private char next() {
        if (position == json.length()) {
            throw malformed();
        }
        return json.charAt(position++);
    }

    private void skipSpace() {
        while (position < json.length() && " \t\r\n".indexOf(json.charAt(position)) >= 0) {
            position++;
        }
    }

    private static boolean isSurrogate(int point) {
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    }
}
