package io.tokenmint.spi;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;

/** The bounds that several values of this package share. */
final class Guard {
    private static final Pattern TENANT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

    private Guard() {}

    static void clientId(String id) {
        if (id.isEmpty() || id.length() > Client.MAX_ID_LENGTH || !isPrintable(id)) {
            throw new IllegalArgumentException("a client id has 1 to " + Client.MAX_ID_LENGTH
                    + " printable ASCII characters (RFC 6749 appendix A.1)");
        }
    }

    static void tenant(String tenant) {
        if (!TENANT.matcher(tenant).matches()) {
            throw new IllegalArgumentException(
                    "a tenant has 1 to 128 letters, digits, dots, hyphens and underscores, a letter or digit first");
        }
    }

    static void lifetime(Duration duration) {
        if (!duration.equals(Duration.ofSeconds(duration.toSeconds()))
                || duration.isNegative()
                || duration.isZero()
                || duration.compareTo(Authorization.MAX_LIFETIME) > 0) {
            throw new IllegalArgumentException("a lifetime is a number of whole seconds from one second to ten years");
        }
    }

    static List<String> audience(List<String> audience) {
        for (String resource : audience) {
            if (resource.isEmpty() || resource.length() > 512 || !isVisible(resource)) {
                throw new IllegalArgumentException(
                        "an audience is an absolute URI of at most 512 characters (RFC 8707 section 2)");
            }
        }
        return audience.size() < 2 ? List.copyOf(audience) : List.copyOf(new LinkedHashSet<>(audience));
    }

    static Instant toMillis(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS);
    }

    static boolean isPrintable(String text) {
        return text.chars().allMatch(c -> c >= 0x20 && c <= 0x7E);
    }

    static boolean isVisible(String text) {
        return text.chars().allMatch(c -> c >= 0x21 && c <= 0x7E);
    }

    static boolean hasLoneSurrogateOrNul(String text) {
        return text.codePoints()
                .anyMatch(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
    }
}
