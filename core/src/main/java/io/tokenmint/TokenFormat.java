package io.tokenmint;

import java.util.OptionalInt;

/**
 * What a token's text looks like. A format of one's own, with a prefix for secret scanners perhaps, is set with
 * {@link TokenSettings.Builder#tokenFormat}; how stores know tokens stays the same.
 *
 * <p>A text must carry its expiry slot, and all characters must fit an {@code Authorization: Bearer} header (RFC 6750 section
 * 2.1): {@code A-Z a-z 0-9 - . _ ~ + /}, at most 1,024 of them.
 */
public interface TokenFormat {
    /** How many random bytes a token is made from. */
    int RANDOM_BYTES = 24;

    /**
     * Writes a new token.
     *
     * @param slot the low 24 bits of the minute since the Unix epoch by which the token has certainly expired
     * @param random {@value #RANDOM_BYTES} bytes from a cryptographically secure source, all of which the text must carry;
     *     the array is reused after the call
     * @return the token's text
     */
    String mint(int slot, byte[] random);

    /**
     * Reads the slot back.
     *
     * @param token any text, of any length and with any character
     * @return the low 24 bits of the slot, or empty when the text cannot be a token of this format
     */
    OptionalInt slot(String token);
}
