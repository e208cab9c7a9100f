package io.tokenmint.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Form decoding of one name or value (RFC 6749 appendix B): {@code +} is a space, {@code %} begins two hexadecimal digits,
 * and what comes out is UTF-8. Anything else is not decoded at all, neither passed through nor replaced.
 */
final class FormText {
    private FormText() {}

    /** The text, or null when the bytes are not well-formed. */
    static @Nullable String decode(byte[] form, int from, int to) {
        byte[] decoded = new byte[to - from];
        int length = 0;
        for (int i = from; i < to; i++) {
            byte b = form[i];
            if (b == '+') {
                b = ' ';
            } else if (b == '%') {
                int octet = i + 2 < to ? hex(form[i + 1]) << 4 | hex(form[i + 2]) : -1;
                if (octet < 0) {
                    return null;
                }
                b = (byte) octet;
                i += 2;
            }
            decoded[length++] = b;
        }
        return utf8(decoded, length);
    }

    /** The text that the first bytes of an array are in UTF-8, or null when they are not (RFC 3629 section 3). */
    static @Nullable String utf8(byte[] bytes, int length) {
        if (isAscii(bytes, 0, length)) {
            return ascii(bytes, 0, length);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    static String ascii(byte[] bytes, int from, int to) {
        // The charset that copies bytes as they are; for ASCII it makes no difference.
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    private static boolean isAscii(byte[] bytes, int from, int to) {
        int all = 0;
        for (int i = from; i < to; i++) {
            all |= bytes[i];
        }
        return all >= 0;
    }

    /** The value of a hexadecimal digit of either case, or a number whose sign survives shifting. */
    private static int hex(byte digit) {
        if (digit >= '0' && digit <= '9') {
            return digit - '0';
        }
        int lower = digit | 0x20;
        return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : Integer.MIN_VALUE >> 4;
    }
}
