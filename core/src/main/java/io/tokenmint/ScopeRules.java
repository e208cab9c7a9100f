package io.tokenmint;

import io.tokenmint.spi.Client;
import io.tokenmint.spi.Scope;
import io.tokenmint.spi.ScopePolicy;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What a client is granted of the scope it asks for (RFC 6749 section 3.3). Its tenant is bound to it and always granted; a
 * request that names nothing beyond it gets everything the client holds; otherwise it gets what it asked for and holds.
 */
final class ScopeRules {
    private final Scope registered;
    private final String ownTenant;
    private final Scope everything;
    private final ScopePolicy policy;

    ScopeRules(Client client, ScopePolicy policy) {
        this.registered = client.scope();
        this.ownTenant = client.tenant().map(tenant -> "tenant=" + tenant).orElse("");
        this.everything = withTenant(registered.tokens());
        this.policy = policy;
    }

    Scope grant(String requested) {
        Set<String> tokens = parse(requested);
        if (!ownTenant.isEmpty()) {
            tokens.remove(ownTenant);
        }
        if (tokens.stream().anyMatch(token -> token.equals("tenant") || token.startsWith("tenant="))) {
            throw new Refusal(TokenError.INVALID_SCOPE, "foreign_tenant");
        }
        if (tokens.isEmpty()) {
            return everything();
        }
        Set<String> held = new LinkedHashSet<>(registered.tokens());
        held.retainAll(tokens);
        if (held.isEmpty()) {
            throw new Refusal(TokenError.INVALID_SCOPE, "scope_not_held");
        }
        if (policy == ScopePolicy.STRICT && held.size() < tokens.size()) {
            throw new Refusal(TokenError.INVALID_SCOPE, "scope_exceeds_registration");
        }
        return withTenant(held);
    }

    private Scope everything() {
        if (everything.isEmpty()) {
            throw new Refusal(
                    TokenError.INVALID_SCOPE,
                    "nothing_registered",
                    "The client holds no scope and no tenant; register it with some.");
        }
        return everything;
    }

    private Set<String> parse(String requested) {
        Set<String> tokens = new LinkedHashSet<>();
        if (requested.isEmpty()) {
            return tokens;
        }
        if (requested.length() > Scope.MAX_LENGTH) {
            throw new Refusal(TokenError.INVALID_SCOPE, "scope_too_long", "The requested scope is too long.");
        }
        for (String token : requested.split(" ", -1)) {
            if (!token.isEmpty()) {
                tokens.add(requireToken(token));
            } else if (policy == ScopePolicy.STRICT) {
                throw new Refusal(
                        TokenError.INVALID_SCOPE, "stray_space", "Separate scope tokens by exactly one space each.");
            }
        }
        return tokens;
    }

    private static String requireToken(String token) {
        if (!Scope.isToken(token)) {
            throw new Refusal(
                    TokenError.INVALID_SCOPE,
                    "malformed_scope",
                    "A scope token has a character that RFC 6749 section 3.3 forbids.");
        }
        return token;
    }

    private Scope withTenant(Set<String> tokens) {
        if (ownTenant.isEmpty()) {
            return Scope.of(tokens);
        }
        Set<String> granted = new LinkedHashSet<>();
        granted.add(ownTenant);
        granted.addAll(tokens);
        return Scope.of(granted);
    }
}
