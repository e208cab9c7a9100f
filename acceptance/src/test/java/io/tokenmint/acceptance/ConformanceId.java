package io.tokenmint.acceptance;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The id of a case of the conformance list, such as {@code SCOPE-02a}. */
record ConformanceId(String group, int number, String variant) implements Comparable<ConformanceId> {
    private static final Pattern ID = Pattern.compile(
            "\\b(HTTP|FORM|PARAM|AUTH|ENUM|BASIC|POST|PKJWT|MTLS|SCOPE|RESP|ERR|TOK|RES"
                    + "|DPOP|DRS|CERT|EXCH|JWTG|INTR|IJWT|REV|META|JWKS|ATJWT|BEAR|FAPI|SEC|COMPAT)-(\\d{2,})([a-z]?)\\b");

    private static final Comparator<ConformanceId> ORDER = Comparator.comparing(ConformanceId::group)
            .thenComparingInt(ConformanceId::number)
            .thenComparing(ConformanceId::variant);

    /** All ids in a text, in their order. */
    static Stream<ConformanceId> in(String text) {
        return ID.matcher(text).results().map(found -> of(found.group(1), found.group(2), found.group(3)));
    }

    static ConformanceId parse(String text) {
        Matcher matcher = ID.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(text + " is no conformance id");
        }
        return of(matcher.group(1), matcher.group(2), matcher.group(3));
    }

    private static ConformanceId of(String group, String number, String variant) {
        return new ConformanceId(group, Integer.parseInt(number), variant);
    }

    @Override
    public int compareTo(ConformanceId other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return String.format("%s-%02d%s", group, number, variant);
    }
}
