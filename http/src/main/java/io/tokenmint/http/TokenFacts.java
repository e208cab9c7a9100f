package io.tokenmint.http;

import io.tokenmint.Introspection;
import io.tokenmint.spi.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a good token; its text is not part of it.
 *
 * @param clientId the client it was issued to
 * @param scope what it permits
 * @param audience the resources it is meant for, possibly none
 * @param expiresAt when it stops being good, if that is known
 */
public record TokenFacts(String clientId, Scope scope, List<String> audience, Optional<Instant> expiresAt) {
    private static final String TENANT = "tenant=";

    /** Copies. */
    public TokenFacts {
        audience = List.copyOf(audience);
    }

    static TokenFacts of(Introspection.Active active) {
        return new TokenFacts(active.clientId(), active.scope(), active.audience(), Optional.of(active.expiresAt()));
    }

    /**
     * The tenant the token is bound to: what follows {@code tenant=} in its scope.
     *
     * @return the tenant; empty when the scope names none, or several
     */
    public Optional<String> tenant() {
        String tenant = null;
        for (String token : scope.tokens()) {
            if (token.startsWith(TENANT)) {
                if (tenant != null) {
                    return Optional.empty();
                }
                tenant = token.substring(TENANT.length());
            }
        }
        return Optional.ofNullable(tenant);
    }
}
