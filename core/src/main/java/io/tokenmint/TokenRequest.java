package io.tokenmint;

import io.tokenmint.spi.AuthenticationMethod;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request for a token (RFC 6749 section 4.4.2), after decoding. Values that were sent empty count as not sent (section 3.2).
 *
 * <pre>{@code
 * TokenRequest request = TokenRequest.clientCredentials("acme", secret).withScope("order.order_read");
 * }</pre>
 */
public final class TokenRequest {
    private final @Nullable String grantType;
    private final @Nullable ClientCredentials credentials;
    private final @Nullable String scope;
    private final List<String> resources;
    private final Map<String, List<String>> parameters;
    private final @Nullable String source;

    private TokenRequest(
            @Nullable String grantType,
            @Nullable ClientCredentials credentials,
            @Nullable String scope,
            List<String> resources,
            Map<String, List<String>> parameters,
            @Nullable String source) {
        this.grantType = emptyToNull(grantType);
        this.credentials = credentials;
        this.scope = emptyToNull(scope);
        this.resources = resources;
        this.parameters = parameters;
        this.source = source;
    }

    /**
     * A request with the client-credentials grant, as an application in this JVM makes it.
     *
     * @param clientId the client identifier
     * @param secret the client secret
     * @return a request for everything the client holds
     */
    public static TokenRequest clientCredentials(String clientId, String secret) {
        return of(ClientCredentialsGrant.GRANT_TYPE)
                .withCredentials(new ClientCredentials(clientId, secret, AuthenticationMethod.CLIENT_SECRET_POST));
    }

    /**
     * A request with any grant, not authenticated yet.
     *
     * @param grantType the {@code grant_type} value, as sent; empty when it was missing
     * @return a request without credentials
     */
    public static TokenRequest of(String grantType) {
        // The one text whose hash is known already: it is looked up twice on the path of every request.
        String known =
                ClientCredentialsGrant.GRANT_TYPE.equals(grantType) ? ClientCredentialsGrant.GRANT_TYPE : grantType;
        return new TokenRequest(known, null, null, List.of(), Map.of(), null);
    }

    /**
     * The same request with credentials.
     *
     * @param credentials what the client shows to prove who it is
     * @return a copy
     */
    public TokenRequest withCredentials(ClientCredentials credentials) {
        return new TokenRequest(grantType, credentials, scope, resources, parameters, source);
    }

    /**
     * The same request for certain scopes.
     *
     * @param scope the {@code scope} value, as sent (RFC 6749 section 3.3)
     * @return a copy
     */
    public TokenRequest withScope(String scope) {
        return new TokenRequest(grantType, credentials, scope, resources, parameters, source);
    }

    /**
     * The same request for certain resources.
     *
     * @param resources the {@code resource} values, as sent (RFC 8707 section 2)
     * @return a copy
     */
    public TokenRequest withResources(List<String> resources) {
        return new TokenRequest(grantType, credentials, scope, List.copyOf(resources), parameters, source);
    }

    /**
     * The same request with the parameters that an extension grant reads.
     *
     * @param parameters every other parameter that was sent with a value, by name
     * @return a copy
     */
    public TokenRequest withParameters(Map<String, List<String>> parameters) {
        return new TokenRequest(grantType, credentials, scope, resources, Map.copyOf(parameters), source);
    }

    /**
     * The same request from a certain place.
     *
     * @param source where it came from, as the host knows it, such as the peer's address; never a header that the peer wrote
     * @return a copy
     */
    public TokenRequest withSource(String source) {
        return new TokenRequest(grantType, credentials, scope, resources, parameters, source);
    }

    /**
     * The grant asked for.
     *
     * @return the {@code grant_type} value, if it was sent
     */
    public Optional<String> grantType() {
        return Optional.ofNullable(grantType);
    }

    /**
     * Who asks.
     *
     * @return the credentials, if any were sent
     */
    public Optional<ClientCredentials> credentials() {
        return Optional.ofNullable(credentials);
    }

    /**
     * The scope asked for.
     *
     * @return the {@code scope} value, if it was sent
     */
    public Optional<String> scope() {
        return Optional.ofNullable(scope);
    }

    /**
     * The resources asked for.
     *
     * @return the {@code resource} values; empty when none was sent
     */
    public List<String> resources() {
        return resources;
    }

    /**
     * A parameter of an extension grant.
     *
     * @param name the parameter's name
     * @return its value, if it was sent
     * @throws Refusal with {@code invalid_request} when it was sent more than once (RFC 6749 section 3.2)
     */
    public Optional<String> parameter(String name) {
        List<String> values = parameters.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw new Refusal(
                    TokenError.INVALID_REQUEST,
                    "repeated_parameter",
                    "A parameter was sent more than once; send it once.");
        }
        return values.stream().findFirst();
    }

    /**
     * Where the request came from.
     *
     * @return the source, if the host told
     */
    public Optional<String> source() {
        return Optional.ofNullable(source);
    }

    // Without an Optional, which the compiler does not see through: these three are on the path of every request.

    @Nullable
    String grantTypeOrNull() {
        return grantType;
    }

    @Nullable
    ClientCredentials credentialsOrNull() {
        return credentials;
    }

    String scopeOrEmpty() {
        return scope == null ? "" : scope;
    }

    /**
     * The request without anything it came with but who asks.
     *
     * @return grant type and client id, escaped and cut
     */
    @Override
    public String toString() {
        return "TokenRequest[grantType=" + (grantType == null ? "" : LogText.of(grantType)) + ", credentials="
                + credentials + "]";
    }

    private static @Nullable String emptyToNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
