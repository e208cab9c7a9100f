package io.tokenmint;

/** Text from outside, made fit for a log line: printable ASCII without quote or backslash, 64 characters at most. */
final class LogText {
    private static final int MAX_LENGTH = 64;

    private LogText() {}

    static String of(String text) {
        int length = Math.min(text.length(), MAX_LENGTH);
        StringBuilder safe = new StringBuilder(length + 1);
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            safe.append(c < 0x20 || c > 0x7E || c == '"' || c == '\\' ? '?' : c);
        }
        return text.length() > MAX_LENGTH ? safe.append('~').toString() : safe.toString();
    }
}
