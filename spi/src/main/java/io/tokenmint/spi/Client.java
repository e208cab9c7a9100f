package io.tokenmint.spi;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A registered client (RFC 6749 section 2). What it may do is exactly what is listed here; a new one may do nothing but
 * authenticate.
 *
 * @param id the client identifier: 1 to {@value #MAX_ID_LENGTH} printable ASCII characters, letter case counts
 * @param version counts the updates of this record, for {@link ClientRegistry#update}; begins with any number, best a random
 *     one, so that a client deleted and registered anew is not taken for the earlier one
 * @param generation changed to another random number to end every token issued so far: a token is active only while it
 *     carries the client's current generation
 * @param enabled whether it may authenticate; the tokens of a disabled client are not active
 * @param createdAt when it was registered
 * @param secrets its secrets, at most {@value #MAX_SECRETS}, with distinct ids
 * @param authenticationMethods how it may authenticate
 * @param grantTypes the {@code grant_type} values it may use
 * @param scope what it may be granted, without its tenant
 * @param tenant the tenant it is bound to: granted with every token as the scope-token {@code tenant={tenant}}
 * @param audiences the resources it may ask tokens for (RFC 8707)
 * @param defaultAudience the one of them a token is for when none was asked for
 * @param introspection which tokens of other clients it may ask about; its own only, if empty
 * @param settings where it differs from the service
 */
public record Client(
        String id,
        long version,
        long generation,
        boolean enabled,
        Instant createdAt,
        List<ClientSecret> secrets,
        Set<AuthenticationMethod> authenticationMethods,
        Set<String> grantTypes,
        Scope scope,
        Optional<String> tenant,
        List<String> audiences,
        Optional<String> defaultAudience,
        Optional<IntrospectionRights> introspection,
        ClientSettings settings) {
    /** The most characters an id may have. */
    public static final int MAX_ID_LENGTH = 255;

    /** The most secrets a client may have. */
    public static final int MAX_SECRETS = 16;

    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException when a component is outside the bounds stated above; when a scope-token is
     * {@code tenant} or begins with {@code tenant=}, which only {@code tenant} may name; when scope and tenant together
     *     are longer than {@link Scope#MAX_LENGTH}; or when {@code defaultAudience} is
     *     not among {@code audiences}
     */
    public Client {
        Guard.clientId(id);
        createdAt = Guard.toMillis(createdAt);
        secrets = List.copyOf(secrets);
        authenticationMethods = authenticationMethods.isEmpty()
                ? Set.of()
                : Collections.unmodifiableSet(EnumSet.copyOf(authenticationMethods));
        grantTypes = Set.copyOf(grantTypes);
        audiences = Guard.audience(audiences);
        tenant.ifPresent(Guard::tenant);
        requireDistinctSecrets(secrets);
        if (scope.tokens().stream().anyMatch(Client::namesTenant)) {
            throw new IllegalArgumentException(
                    "a registered scope may not name a tenant: set the client's tenant instead");
        }
        int granted = scope.toString().length()
                + tenant.map(name -> "tenant= ".length() + name.length()).orElse(0);
        if (granted > Scope.MAX_LENGTH) {
            throw new IllegalArgumentException("scope and tenant together are longer than the " + Scope.MAX_LENGTH
                    + " characters a token's scope may have: register fewer scopes");
        }
        if (defaultAudience.isPresent() && !audiences.contains(defaultAudience.get())) {
            throw new IllegalArgumentException("the default audience must be one of the client's audiences");
        }
    }

    /**
     * Begins a new client that is enabled and may do nothing yet.
     *
     * @param id the client identifier
     * @return a builder with version 0, generation 0 and every list empty
     */
    public static ClientBuilder builder(String id) {
        return new ClientBuilder(id);
    }

    /**
     * Begins a changed copy.
     *
     * @return a builder that holds everything this client has
     */
    public ClientBuilder toBuilder() {
        return new ClientBuilder(this);
    }

    private static boolean namesTenant(String token) {
        return token.equals("tenant") || token.startsWith("tenant=");
    }

    private static void requireDistinctSecrets(List<ClientSecret> secrets) {
        Set<String> ids = new HashSet<>();
        if (secrets.size() > MAX_SECRETS
                || !secrets.stream().map(ClientSecret::id).allMatch(ids::add)) {
            throw new IllegalArgumentException("a client has at most " + MAX_SECRETS
                    + " secrets with distinct ids: remove expired ones before adding another");
        }
    }
}
