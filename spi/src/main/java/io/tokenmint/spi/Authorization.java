package io.tokenmint.spi;

import java.time.Duration;
import java.util.List;

/**
 * What many tokens of one client share: what they permit, and on whose behalf. A store may write an authorization once and
 * let its tokens refer to it.
 *
 * @param clientId the client the tokens were issued to
 * @param generation the {@linkplain Client#generation() generation} of the client when they were
 * @param scope what they permit, as the answer said (RFC 6749 section 3.3)
 * @param audience the resources they are meant for (RFC 8707), distinct, possibly none
 * @param lifetime how long they live, in whole seconds, from one second to ten years
 * @param details up to {@value #MAX_DETAILS_LENGTH} characters of any text, kept unchanged for whoever extends the service;
 *     empty when there is nothing
 */
public record Authorization(
        String clientId, long generation, Scope scope, List<String> audience, Duration lifetime, String details) {
    /** The most characters {@code details} may have. */
    public static final int MAX_DETAILS_LENGTH = 4_000;

    /** The longest lifetime a token may have: beyond it a token's slot could not be told from one in the past. */
    public static final Duration MAX_LIFETIME = Duration.ofDays(3_650);

    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException when a component is outside the bounds stated above
     */
    public Authorization {
        audience = Guard.audience(audience);
        Guard.clientId(clientId);
        Guard.lifetime(lifetime);
        if (details.length() > MAX_DETAILS_LENGTH || Guard.hasLoneSurrogateOrNul(details)) {
            throw new IllegalArgumentException("details may have " + MAX_DETAILS_LENGTH
                    + " characters of well-formed text without NUL; keep longer data elsewhere and refer to it");
        }
    }
}
