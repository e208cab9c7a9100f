package io.tokenmint;

import io.tokenmint.spi.Authorization;
import io.tokenmint.spi.Client;
import io.tokenmint.spi.IntrospectionRights;

/** Whom a token is for, and who may be told about it (RFC 7662 section 4): its client, and who was given the right to ask. */
final class TokenVisibility {
    private static final String TENANT = "tenant=";

    private TokenVisibility() {}

    static boolean maySee(Client caller, Authorization token) {
        return caller.id().equals(token.clientId())
                || caller.introspection().filter(rights -> cover(rights, token)).isPresent();
    }

    /** Whether the client still has the tenant that the token is for; the service grants it as the first scope-token. */
    static boolean keepsTenant(Client client, Authorization token) {
        String scope = token.scope().toString();
        if (!scope.startsWith(TENANT)) {
            return true;
        }
        String tenant = client.tenant().orElse("");
        int end = TENANT.length() + tenant.length();
        return scope.startsWith(tenant, TENANT.length()) && (scope.length() == end || scope.charAt(end) == ' ');
    }

    private static boolean cover(IntrospectionRights rights, Authorization token) {
        return (rights.audiences().isEmpty() || token.audience().stream().anyMatch(rights.audiences()::contains))
                && (rights.tenants().isEmpty()
                        || rights.tenants().stream()
                                .anyMatch(tenant -> token.scope().contains(TENANT + tenant)));
    }
}
