package io.tokenmint.spi;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Builds a {@link Client}. What is not set stays empty, and the client may not do it. */
public final class ClientBuilder {
    private final String id;
    private long version;
    private long generation;
    private boolean enabled = true;
    private Instant createdAt = Instant.EPOCH;
    private List<ClientSecret> secrets = List.of();
    private Set<AuthenticationMethod> authenticationMethods = Set.of();
    private Set<String> grantTypes = Set.of();
    private Scope scope = Scope.empty();
    private Optional<String> tenant = Optional.empty();
    private List<String> audiences = List.of();
    private Optional<String> defaultAudience = Optional.empty();
    private Optional<IntrospectionRights> introspection = Optional.empty();
    private ClientSettings settings = ClientSettings.none();

    ClientBuilder(String id) {
        this.id = id;
    }

    ClientBuilder(Client client) {
        id = client.id();
        version = client.version();
        generation = client.generation();
        enabled = client.enabled();
        createdAt = client.createdAt();
        secrets = client.secrets();
        authenticationMethods = client.authenticationMethods();
        grantTypes = client.grantTypes();
        scope = client.scope();
        tenant = client.tenant();
        audiences = client.audiences();
        defaultAudience = client.defaultAudience();
        introspection = client.introspection();
        settings = client.settings();
    }

    /**
     * Sets how often the record was updated; for stores, when they read one.
     *
     * @param version the number of updates
     * @return this
     */
    public ClientBuilder version(long version) {
        this.version = version;
        return this;
    }

    /**
     * Sets the generation that new tokens carry and live tokens must carry.
     *
     * @param generation a random number
     * @return this
     */
    public ClientBuilder generation(long generation) {
        this.generation = generation;
        return this;
    }

    /**
     * Sets whether the client may authenticate.
     *
     * @param enabled false to stop it and to end its tokens
     * @return this
     */
    public ClientBuilder enabled(boolean enabled) {
        this.enabled = enabled;
        return this;
    }

    /**
     * Sets when the client was registered.
     *
     * @param createdAt cut to milliseconds
     * @return this
     */
    public ClientBuilder createdAt(Instant createdAt) {
        this.createdAt = createdAt;
        return this;
    }

    /**
     * Sets all secrets.
     *
     * @param secrets at most {@value Client#MAX_SECRETS} with distinct ids
     * @return this
     */
    public ClientBuilder secrets(Collection<ClientSecret> secrets) {
        this.secrets = List.copyOf(secrets);
        return this;
    }

    /**
     * Sets how the client may authenticate.
     *
     * @param methods the methods it may use
     * @return this
     */
    public ClientBuilder authenticationMethods(AuthenticationMethod... methods) {
        this.authenticationMethods = Set.of(methods);
        return this;
    }

    /**
     * Sets the grants the client may use.
     *
     * @param grantTypes {@code grant_type} values
     * @return this
     */
    public ClientBuilder grantTypes(String... grantTypes) {
        this.grantTypes = Set.of(grantTypes);
        return this;
    }

    /**
     * Sets what the client may be granted.
     *
     * @param scope without the tenant
     * @return this
     */
    public ClientBuilder scope(Scope scope) {
        this.scope = scope;
        return this;
    }

    /**
     * Binds the client to a tenant.
     *
     * @param tenant granted with every token as {@code tenant={tenant}}
     * @return this
     */
    public ClientBuilder tenant(String tenant) {
        this.tenant = Optional.of(tenant);
        return this;
    }

    /**
     * Sets the resources the client may ask tokens for.
     *
     * @param audiences absolute URIs (RFC 8707 section 2)
     * @return this
     */
    public ClientBuilder audiences(String... audiences) {
        this.audiences = List.of(audiences);
        return this;
    }

    /**
     * Sets the resource a token is for when none was asked for.
     *
     * @param audience one of the client's audiences
     * @return this
     */
    public ClientBuilder defaultAudience(String audience) {
        this.defaultAudience = Optional.of(audience);
        return this;
    }

    /**
     * Lets the client ask about tokens of other clients, as a resource server does.
     *
     * @param rights which tokens
     * @return this
     */
    public ClientBuilder introspection(IntrospectionRights rights) {
        this.introspection = Optional.of(rights);
        return this;
    }

    /**
     * Sets where the client differs from the service.
     *
     * @param settings the differences
     * @return this
     */
    public ClientBuilder settings(ClientSettings settings) {
        this.settings = settings;
        return this;
    }

    /**
     * Builds the client.
     *
     * @return the client
     * @throws IllegalArgumentException as {@link Client}
     */
    public Client build() {
        return new Client(
                id,
                version,
                generation,
                enabled,
                createdAt,
                secrets,
                authenticationMethods,
                grantTypes,
                scope,
                tenant,
                audiences,
                defaultAudience,
                introspection,
                settings);
    }
}
