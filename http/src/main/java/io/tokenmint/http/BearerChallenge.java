package io.tokenmint.http;

import io.tokenmint.http.AccessDecision.Denied;
import java.util.Map;

/**
 * Writes the challenge of RFC 6750 section 3. Every value is a quoted-string of characters that need no escape, and every
 * attribute comes once.
 *
 * @param realm the {@code realm}, always sent: the section wants at least one attribute after the scheme
 * @param resourceMetadata the {@code resource_metadata} of RFC 9728 section 5.1, empty to say none
 */
record BearerChallenge(String realm, String resourceMetadata) {
    BearerChallenge {
        if (realm.isEmpty() || !isQuotable(realm)) {
            throw new IllegalArgumentException("a realm is printable ASCII without quote and backslash");
        }
    }

    Denied denied(AccessError error, String reason, String description, String scope) {
        StringBuilder challenge =
                new StringBuilder("Bearer realm=\"").append(realm).append('"');
        append(challenge, "error", error.code());
        append(challenge, "error_description", description);
        append(challenge, "scope", scope);
        append(challenge, "resource_metadata", resourceMetadata);
        return new Denied(error, reason, description, Map.of(Denials.WWW_AUTHENTICATE, challenge.toString()));
    }

    private static void append(StringBuilder challenge, String attribute, String value) {
        if (!value.isEmpty()) {
            challenge.append(", ").append(attribute).append("=\"").append(value).append('"');
        }
    }

    private static boolean isQuotable(String text) {
        return text.chars().allMatch(c -> c >= 0x20 && c <= 0x7E && c != '"' && c != '\\');
    }
}
