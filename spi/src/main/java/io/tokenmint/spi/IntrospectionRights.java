package io.tokenmint.spi;

import java.util.List;
import java.util.Set;

/**
 * Which tokens of other clients a resource server may ask about (RFC 7662 section 4). A list that is empty restricts nothing;
 * at least one must not be.
 *
 * @param audiences a token is shown only when its audience has one of these
 * @param tenants a token is shown only when it is for one of these tenants
 */
public record IntrospectionRights(Set<String> audiences, Set<String> tenants) {
    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException when both are empty
     */
    public IntrospectionRights {
        audiences = Set.copyOf(Guard.audience(List.copyOf(audiences)));
        tenants = Set.copyOf(tenants);
        tenants.forEach(Guard::tenant);
        if (audiences.isEmpty() && tenants.isEmpty()) {
            throw new IllegalArgumentException("name the audiences or the tenants a resource server may ask about");
        }
    }
}
