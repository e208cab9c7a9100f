package io.tokenmint.http;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Tells whether every server reads a raw path alike, so that what was checked is what is served. Servers and what stands in
 * front of them disagree about empty and dot segments, path parameters, backslashes, and about when an escape is decoded, and
 * how often.
 */
final class PathText {
    private static final String SEPARATORS = "./\\;";
    private static final String NOT_IN_A_PATH = "\\;?#";
    private static final Pattern ESCAPE = Pattern.compile("%[0-9A-Fa-f]{2}");

    private PathText() {}

    static boolean isClear(String path) {
        boolean escaped = false;
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            // RFC 3986 section 3.3: a path is visible ASCII; the rest comes as escapes.
            if (c <= ' ' || c > '~' || NOT_IN_A_PATH.indexOf(c) >= 0 || (c == '/' && isEmptyOrDots(path, i + 1))) {
                return false;
            }
            escaped |= c == '%';
        }
        return path.startsWith("/") && (!escaped || hasClearEscapes(path));
    }

    /** Whether the segment that begins here is {@code .}, {@code ..}, or empty with another after it. */
    private static boolean isEmptyOrDots(String path, int from) {
        int to = from;
        while (to < path.length() && path.charAt(to) == '.') {
            to++;
        }
        boolean dots = to - from == 1 || to - from == 2;
        return to == path.length() ? dots : path.charAt(to) == '/' && (dots || to == from);
    }

    private static boolean hasClearEscapes(String path) {
        // Strict UTF-8: some decoders take 0xC0 0xAE for a dot.
        String decoded = FormText.decode(path.getBytes(StandardCharsets.US_ASCII), 0, path.length());
        return decoded != null
                && decoded.chars().noneMatch(Character::isISOControl)
                && separators(decoded) == separators(path)
                && !ESCAPE.matcher(decoded).find();
    }

    private static long separators(String text) {
        return text.chars().filter(c -> SEPARATORS.indexOf(c) >= 0).count();
    }
}
