package io.tokenmint.acceptance;

import io.tokenmint.TokenFormat;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** A token format that a host chooses: with a prefix for secret scanners. */
final class PrefixedFormat implements TokenFormat {
    private static final Pattern TEXT = Pattern.compile("tm_[A-Za-z0-9_-]{36}");

    @Override
    public String mint(int slot, byte[] random) {
        byte[] bytes = ByteBuffer.allocate(3 + random.length)
                .putInt(slot << 8) // three bytes of slot; the fourth is overwritten
                .put(3, random)
                .array();
        return "tm_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public OptionalInt slot(String token) {
        if (!TEXT.matcher(token).matches()) {
            return OptionalInt.empty();
        }
        byte[] bytes = Base64.getUrlDecoder().decode(token.substring(3));
        return OptionalInt.of(ByteBuffer.wrap(bytes).getInt() >>> 8);
    }
}
