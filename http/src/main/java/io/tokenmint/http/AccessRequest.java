package io.tokenmint.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a {@link BearerGuard} looks at of a request to a protected resource. Nothing in it is decoded or copied, and the body
 * is not part of it.
 */
public final class AccessRequest {
    private static final String ACCESS_TOKEN = "access_token";

    private final RequestHeaders headers;
    private final String path;
    private final String query;
    private final boolean tokenInForm;
    private final Supplier<Optional<String>> source;

    AccessRequest(
            RequestHeaders headers, String path, String query, boolean tokenInForm, Supplier<Optional<String>> source) {
        this.headers = headers;
        this.path = path;
        this.query = query;
        this.tokenInForm = tokenInForm;
        this.source = source;
    }

    /**
     * A request known by its header fields.
     *
     * @param headers the header fields
     * @return a request with an empty path, no query and no form
     */
    public static AccessRequest of(RequestHeaders headers) {
        return new AccessRequest(headers, "", "", false, Optional::empty);
    }

    /**
     * Adds the path, from which a {@link TenantSource} may read the tenant.
     *
     * @param path the path of the request target as sent, not decoded, without what the application is mounted under
     * @return a copy
     */
    public AccessRequest withPath(String path) {
        return new AccessRequest(headers, path, query, tokenInForm, source);
    }

    /**
     * Adds the query string, in which a token is not accepted.
     *
     * @param query the query string as sent, not decoded, without the question mark
     * @return a copy
     */
    public AccessRequest withQuery(String query) {
        return new AccessRequest(headers, path, query, tokenInForm, source);
    }

    /**
     * Adds whether a form in the body has a parameter {@code access_token}, where the host has read the form anyway.
     *
     * @param present true when it has
     * @return a copy
     */
    public AccessRequest withTokenInForm(boolean present) {
        return new AccessRequest(headers, path, query, present, source);
    }

    /**
     * Adds where the request came from, for the audit of denied requests.
     *
     * @param source the address of the peer, or what a trusted proxy said; empty when it is not known
     * @return a copy
     */
    public AccessRequest withSource(Optional<String> source) {
        return new AccessRequest(headers, path, query, tokenInForm, () -> source);
    }

    /**
     * The header fields.
     *
     * @return the fields, as given
     */
    public RequestHeaders headers() {
        return headers;
    }

    /**
     * The path.
     *
     * @return the path as sent; empty when none was given
     */
    public String path() {
        return path;
    }

    /**
     * Where the request came from.
     *
     * @return the source, if the host told
     */
    public Optional<String> source() {
        return source.get();
    }

    /** Whether a token comes another way than in the header (RFC 6750 sections 2.2 and 2.3). */
    boolean hasTokenOutsideHeader() {
        return tokenInForm || hasTokenInQuery();
    }

    private boolean hasTokenInQuery() {
        if (query.isEmpty()) {
            return false;
        }
        for (String parameter : query.split("&", -1)) {
            int equals = parameter.indexOf('=');
            if (isAccessToken(equals < 0 ? parameter : parameter.substring(0, equals))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAccessToken(String name) {
        if (name.indexOf('%') < 0) {
            return name.equals(ACCESS_TOKEN);
        }
        try {
            return URLDecoder.decode(name, StandardCharsets.UTF_8).equals(ACCESS_TOKEN);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * The request without anything that may hold a token.
     *
     * @return the lengths of path and query
     */
    @Override
    public String toString() {
        return "AccessRequest[path of " + path.length() + " characters, query of " + query.length() + " characters]";
    }
}
