package io.tokenmint.store.jdbc;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.StringJoiner;

/**
 * Lists of texts as one line of visible ASCII: words separated by single spaces. Any other character, and {@code %}, is
 * written as {@code %} and the four hexadecimal digits of its UTF-16 unit, and an empty text as {@code %} alone; so every list
 * has exactly one line, whatever character set the database has.
 */
final class Words {
    private static final String EMPTY_WORD = "%";
    private static final int DIGITS = 4;

    private Words() {}

    static String join(Collection<String> texts) {
        StringJoiner line = new StringJoiner(" ");
        texts.forEach(text -> line.add(escape(text)));
        return line.toString();
    }

    static List<String> split(String line) {
        List<String> texts = new ArrayList<>();
        if (!line.isEmpty()) {
            for (String word : line.split(" ", -1)) {
                texts.add(unescape(word));
            }
        }
        return texts;
    }

    private static String escape(String text) {
        if (text.isEmpty()) {
            return EMPTY_WORD;
        }
        if (text.chars().allMatch(Words::isPlain)) {
            return text;
        }
        StringBuilder word = new StringBuilder(text.length() + 16);
        text.chars().forEach(c -> {
            if (isPlain(c)) {
                word.append((char) c);
            } else {
                word.append('%').append(String.format("%04x", c));
            }
        });
        return word.toString();
    }

    private static String unescape(String word) {
        if (word.indexOf('%') < 0) {
            return word;
        }
        if (word.equals(EMPTY_WORD)) {
            return "";
        }
        StringBuilder text = new StringBuilder(word.length());
        for (int i = 0; i < word.length(); i++) {
            if (word.charAt(i) == '%') {
                text.append((char) Integer.parseInt(word, i + 1, i + 1 + DIGITS, 16));
                i += DIGITS;
            } else {
                text.append(word.charAt(i));
            }
        }
        return text.toString();
    }

    private static boolean isPlain(int c) {
        return c > 0x20 && c < 0x7F && c != '%';
    }
}
