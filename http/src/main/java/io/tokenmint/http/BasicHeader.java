package io.tokenmint.http;

import io.tokenmint.ClientCredentials;
import io.tokenmint.spi.AuthenticationMethod;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Credentials in an {@code Authorization: Basic} header (RFC 7617): base64 of id, colon and secret, each form-encoded first
 * (RFC 6749 section 2.3.1).
 */
final class BasicHeader {
    // Room for the longest id and the longest secret with every character percent-encoded.
    private static final int MAX_LENGTH = 8_192;
    private static final String SCHEME = "Basic";

    private final boolean lenient;

    BasicHeader(boolean lenient) {
        this.lenient = lenient;
    }

    /** Whether the header names the scheme, well-formed or not; schemes ignore case (RFC 9110 section 11.1). */
    static boolean isBasic(String header) {
        return header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && (header.length() == SCHEME.length() || header.charAt(SCHEME.length()) == ' ');
    }

    /** The credentials of a header of this scheme; empty when it is malformed. */
    Optional<ClientCredentials> read(String header) {
        byte[] pair = decode(header);
        if (pair == null) {
            return Optional.empty();
        }
        try {
            return read(pair);
        } finally {
            Arrays.fill(pair, (byte) 0);
        }
    }

    private Optional<ClientCredentials> read(byte[] pair) {
        int colon = indexOfColon(pair);
        if (colon < 0) {
            return Optional.empty();
        }
        Optional<ClientCredentials> encoded =
                credentials(FormText.decode(pair, 0, colon), FormText.decode(pair, colon + 1, pair.length));
        return lenient ? withRawReading(encoded, pair, colon) : encoded;
    }

    private static byte @Nullable [] decode(String header) {
        int from = SCHEME.length();
        while (from < header.length() && header.charAt(from) == ' ') {
            from++;
        }
        if (header.length() > MAX_LENGTH) {
            return null;
        }
        String base64 = header.substring(from);
        try {
            byte[] pair = Base64.getDecoder().decode(base64);
            // RFC 4648 section 3.5: only the one encoding that encoders make, padding and spare bits included.
            return Base64.getEncoder().encodeToString(pair).equals(base64) ? pair : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Both readings of the secret, for the service to check both; an id that two readings differ in has the encoded one only. */
    private static Optional<ClientCredentials> withRawReading(
            Optional<ClientCredentials> encoded, byte[] pair, int colon) {
        String text = FormText.utf8(pair, pair.length);
        if (text == null
                || text.length() != pair.length
                || text.lastIndexOf('%', colon) >= 0
                || text.lastIndexOf('+', colon) >= 0) {
            return encoded;
        }
        Optional<ClientCredentials> raw = credentials(text.substring(0, colon), text.substring(colon + 1));
        if (encoded.isEmpty() || encoded.equals(raw)) {
            return raw;
        }
        return encoded.map(reading -> reading.withOtherReading(raw.get()));
    }

    private static Optional<ClientCredentials> credentials(@Nullable String id, @Nullable String secret) {
        return id == null || secret == null
                ? Optional.empty()
                : Optional.of(new ClientCredentials(id, secret, AuthenticationMethod.CLIENT_SECRET_BASIC));
    }

    private static int indexOfColon(byte[] pair) {
        for (int i = 0; i < pair.length; i++) {
            if (pair[i] == ':') {
                return i;
            }
        }
        return -1;
    }

    /** The challenge that asks for such a header, in UTF-8 (RFC 7617 section 2.1). */
    static String challenge(String realm) {
        String quoted = realm.replace("\\", "\\\\").replace("\"", "\\\"");
        return SCHEME + " realm=\"" + quoted + "\", charset=\"" + StandardCharsets.UTF_8 + "\"";
    }
}
