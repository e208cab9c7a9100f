package io.tokenmint;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalInt;

/** The default format: {@code base64url( 3 bytes slot ‖ 24 random bytes )}, 36 characters without padding (RFC 4648 section 5). */
final class ExpiringTokenFormat implements TokenFormat {
    static final int LENGTH = (3 + RANDOM_BYTES) / 3 * 4;
    private static final byte[] ALPHABET =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] VALUES = values();

    @Override
    public String mint(int slot, byte[] random) {
        byte[] text = new byte[LENGTH];
        try {
            return mint(slot, random, text);
        } finally {
            Arrays.fill(text, (byte) 0);
        }
    }

    /** The same, written first into a buffer, where it stays. */
    @SuppressWarnings("deprecation") // the shortest way from ASCII bytes to a text
    String mint(int slot, byte[] random, byte[] text) {
        encode(slot & 0xFF_FFFF, text, 0);
        for (int from = 0, to = 4; from < RANDOM_BYTES; from += 3, to += 4) {
            int bits = (random[from] & 0xFF) << 16 | (random[from + 1] & 0xFF) << 8 | (random[from + 2] & 0xFF);
            encode(bits, text, to);
        }
        return new String(text, 0, 0, LENGTH);
    }

    @Override
    public OptionalInt slot(String token) {
        if (token.length() != LENGTH) {
            return OptionalInt.empty();
        }
        int invalid = 0;
        for (int i = 0; i < LENGTH; i++) {
            invalid |= value(token.charAt(i));
        }
        return invalid < 0 ? OptionalInt.empty() : OptionalInt.of(decode(token));
    }

    private static void encode(int bits, byte[] text, int at) {
        text[at] = ALPHABET[bits >>> 18];
        text[at + 1] = ALPHABET[bits >>> 12 & 0x3F];
        text[at + 2] = ALPHABET[bits >>> 6 & 0x3F];
        text[at + 3] = ALPHABET[bits & 0x3F];
    }

    private static int decode(String token) {
        return value(token.charAt(0)) << 18
                | value(token.charAt(1)) << 12
                | value(token.charAt(2)) << 6
                | value(token.charAt(3));
    }

    /** The six bits of a character, or a negative number when it is not in the alphabet. */
    private static int value(char c) {
        return c < VALUES.length ? VALUES[c] : -1;
    }

    private static byte[] values() {
        byte[] values = new byte[128];
        Arrays.fill(values, (byte) -1);
        for (int i = 0; i < ALPHABET.length; i++) {
            values[ALPHABET[i]] = (byte) i;
        }
        return values;
    }
}
