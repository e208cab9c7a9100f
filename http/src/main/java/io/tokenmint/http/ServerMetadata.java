package io.tokenmint.http;

import io.tokenmint.spi.Scope;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * Where the endpoints of a service are found (RFC 8414 section 2).
 *
 * <pre>{@code
 * ServerMetadata metadata = ServerMetadata.of("https://as.example")
 *         .withIntrospectionEndpoint("https://as.example/oauth/introspect")
 *         .withRevocationEndpoint("https://as.example/oauth/revoke");
 * }</pre>
 *
 * @param issuer names the service: an https URL without query, fragment and trailing slash; http on loopback only, for trials
 * @param tokenEndpoint the URL of the token endpoint
 * @param introspectionEndpoint the URL of the introspection endpoint, where there is one
 * @param revocationEndpoint the URL of the revocation endpoint, where there is one
 * @param scopesSupported scope-tokens that clients may ask for, as far as they shall be known; empty to tell none
 */
public record ServerMetadata(
        String issuer,
        String tokenEndpoint,
        Optional<String> introspectionEndpoint,
        Optional<String> revocationEndpoint,
        Scope scopesSupported) {
    private static final String WELL_KNOWN = "/.well-known/oauth-authorization-server";

    /**
     * Checks the URLs.
     *
     * @throws IllegalArgumentException when one is not as stated above
     */
    public ServerMetadata {
        requireUrl("issuer", issuer);
        if (issuer.endsWith("/") || URI.create(issuer).getRawQuery() != null) {
            throw new IllegalArgumentException(
                    "the issuer has neither a query nor a slash at its end: write it as tokens and clients compare it");
        }
        requireUrl("tokenEndpoint", tokenEndpoint);
        introspectionEndpoint.ifPresent(url -> requireUrl("introspectionEndpoint", url));
        revocationEndpoint.ifPresent(url -> requireUrl("revocationEndpoint", url));
    }

    /**
     * A service whose token endpoint is at {@code /oauth/token} below its issuer.
     *
     * @param issuer names the service
     * @return metadata without other endpoints
     */
    public static ServerMetadata of(String issuer) {
        return new ServerMetadata(issuer, issuer + "/oauth/token", Optional.empty(), Optional.empty(), Scope.empty());
    }

    /**
     * The same with another token endpoint.
     *
     * @param url its URL
     * @return a copy
     */
    public ServerMetadata withTokenEndpoint(String url) {
        return new ServerMetadata(issuer, url, introspectionEndpoint, revocationEndpoint, scopesSupported);
    }

    /**
     * The same with an introspection endpoint.
     *
     * @param url its URL
     * @return a copy
     */
    public ServerMetadata withIntrospectionEndpoint(String url) {
        return new ServerMetadata(issuer, tokenEndpoint, Optional.of(url), revocationEndpoint, scopesSupported);
    }

    /**
     * The same with a revocation endpoint.
     *
     * @param url its URL
     * @return a copy
     */
    public ServerMetadata withRevocationEndpoint(String url) {
        return new ServerMetadata(issuer, tokenEndpoint, introspectionEndpoint, Optional.of(url), scopesSupported);
    }

    /**
     * The same with scope-tokens that clients shall know of.
     *
     * @param scopes the scope-tokens
     * @return a copy
     */
    public ServerMetadata withScopesSupported(Scope scopes) {
        return new ServerMetadata(issuer, tokenEndpoint, introspectionEndpoint, revocationEndpoint, scopes);
    }

    /**
     * Where the metadata themselves are found: the path of the issuer comes last (RFC 8414 section 3.1).
     *
     * @return the path to mount {@link MetadataEndpoint} at
     */
    public String path() {
        return WELL_KNOWN + URI.create(issuer).getRawPath();
    }

    private static void requireUrl(String name, String url) {
        if (!isUrl(url)) {
            throw new IllegalArgumentException(name
                    + " must be an absolute https URL without fragment; plain http is for loopback addresses only");
        }
    }

    private static boolean isUrl(String url) {
        try {
            URI uri = new URI(url).parseServerAuthority();
            return uri.getHost() != null
                    && uri.getRawFragment() == null
                    && uri.getRawUserInfo() == null
                    && (url.startsWith("https://") || (url.startsWith("http://") && isLoopback(uri.getHost())));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost") || host.equals("127.0.0.1") || host.equals("[::1]");
    }
}
