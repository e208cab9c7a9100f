package io.tokenmint.http;

/** A {@code Content-Type} (RFC 9110 section 8.3.1). */
final class MediaType {
    private MediaType() {}

    /** Whether a field value is one media type of this name, with whatever parameters; letter case does not count. */
    static boolean isNamed(String value, String name) {
        if (value.equals(name)) {
            // as nearly everybody sends it: no look at letter case, character by character
            return true;
        }
        int semicolon = value.indexOf(';');
        String type = semicolon < 0 ? value : value.substring(0, semicolon);
        return type.strip().equalsIgnoreCase(name) && !(semicolon >= 0 && isList(value, semicolon));
    }

    /** Whether a comma outside quotes joins what follows to another type. */
    private static boolean isList(String value, int from) {
        boolean quoted = false;
        for (int i = from; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == '\\' && quoted) {
                i++;
            } else if (c == ',' && !quoted) {
                return true;
            }
        }
        return quoted;
    }
}
