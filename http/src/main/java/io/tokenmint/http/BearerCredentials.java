package io.tokenmint.http;

import java.util.List;

/** What the {@code Authorization} lines of a request hold (RFC 9110 section 11.6.2, RFC 6750 section 2.1). */
final class BearerCredentials {
    /** Beyond what common servers take as a header at all. */
    static final int MAX_TOKEN_LENGTH = 16_384;

    private static final String SCHEME = "Bearer";
    private static final BearerCredentials NONE = new BearerCredentials(Kind.NONE, "");
    private static final BearerCredentials MALFORMED = new BearerCredentials(Kind.MALFORMED, "");

    enum Kind {
        NONE,
        MALFORMED,
        TOKEN
    }

    private final Kind kind;
    private final String token;

    private BearerCredentials(Kind kind, String token) {
        this.kind = kind;
        this.token = token;
    }

    static BearerCredentials of(List<String> lines) {
        if (lines.size() > 1) {
            // RFC 9110 section 5.3: a field that is not a list comes once.
            return MALFORMED;
        }
        return lines.isEmpty() ? NONE : of(lines.get(0));
    }

    private static BearerCredentials of(String header) {
        // The white space around a field value is no part of it (RFC 9110 section 5.5).
        int begin = 0;
        int to = header.length();
        while (begin < to && isSpace(header.charAt(begin))) {
            begin++;
        }
        while (to > begin && isSpace(header.charAt(to - 1))) {
            to--;
        }
        int end = begin + SCHEME.length();
        // RFC 9110 section 11.1: a scheme ignores case. Another scheme is no attempt at this one.
        if (end > to || !header.regionMatches(true, begin, SCHEME, 0, SCHEME.length()) || isSchemeLonger(header, end)) {
            return NONE;
        }
        int from = end;
        while (from < to && header.charAt(from) == ' ') {
            from++;
        }
        return from > end && isToken(header, from, to)
                ? new BearerCredentials(Kind.TOKEN, header.substring(from, to))
                : MALFORMED;
    }

    Kind kind() {
        return kind;
    }

    String token() {
        return token;
    }

    private static boolean isSchemeLonger(String header, int end) {
        // RFC 9110 section 5.6.2: the characters of a token, of which a scheme is one.
        return end < header.length()
                && (isAlphanumeric(header.charAt(end)) || "!#$%&'*+-.^_`|~".indexOf(header.charAt(end)) >= 0);
    }

    /** {@code b64token = 1*( ALPHA / DIGIT / "-" / "." / "_" / "~" / "+" / "/" ) *"="}, to the end. */
    private static boolean isToken(String header, int from, int end) {
        int to = end;
        while (to > from && header.charAt(to - 1) == '=') {
            to--;
        }
        if (to == from || end - from > MAX_TOKEN_LENGTH) {
            return false;
        }
        for (int i = from; i < to; i++) {
            char c = header.charAt(i);
            if (!isAlphanumeric(c) && "-._~+/".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAlphanumeric(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t';
    }

    @Override
    public String toString() {
        return "BearerCredentials[" + kind + "]";
    }
}
