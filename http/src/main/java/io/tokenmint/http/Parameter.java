package io.tokenmint.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The parameters that endpoints read by name. Names are compared exactly (RFC 6749 section 1.9). */
enum Parameter {
    GRANT_TYPE("grant_type"),
    SCOPE("scope"),
    CLIENT_ID("client_id"),
    CLIENT_SECRET("client_secret"),
    CLIENT_ASSERTION("client_assertion"),
    CLIENT_ASSERTION_TYPE("client_assertion_type"),
    /** The one that may be sent more than once (RFC 8707 section 2). */
    RESOURCE("resource"),
    TOKEN("token"),
    TOKEN_TYPE_HINT("token_type_hint"),
    /** Never read (RFC 6750 section 2.3); only looked for where it must not be. */
    ACCESS_TOKEN("access_token");

    private final String text;

    @SuppressWarnings("ImmutableEnumChecker") // never handed out
    private final byte[] bytes;

    Parameter(String text) {
        this.text = text;
        this.bytes = text.getBytes(StandardCharsets.US_ASCII);
    }

    boolean isNamed(String name) {
        return text.equals(name);
    }

    boolean isNamed(byte[] ascii, int from, int to) {
        return to - from == bytes.length && Arrays.equals(ascii, from, to, bytes, 0, bytes.length);
    }

    /** Whether a value may be of any length: a text of any length can be asked about and is no token. */
    boolean isUnlimited() {
        return this == TOKEN;
    }
}
