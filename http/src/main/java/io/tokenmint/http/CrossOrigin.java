package io.tokenmint.http;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lets pages of registered origins in (CORS), if there are any. Never with the credentials a browser holds. */
final class CrossOrigin {
    private static final byte[] NO_BODY = {};

    private final Set<String> origins;

    CrossOrigin(Set<String> origins) {
        this.origins = origins;
    }

    /** Whether a text is an origin as browsers write it (RFC 6454 section 6.1). */
    static boolean isOrigin(String text) {
        try {
            URI uri = URI.create(text);
            return uri.getHost() != null
                    && (text.startsWith("https://") || text.startsWith("http://"))
                    && text.equals(uri.getScheme() + "://" + uri.getRawAuthority())
                    && uri.getRawUserInfo() == null
                    && text.chars().noneMatch(Character::isUpperCase);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    boolean isPreflight(EndpointRequest request) {
        return !origins.isEmpty()
                && request.method().equals("OPTIONS")
                && !request.headers().values("Access-Control-Request-Method").isEmpty();
    }

    EndpointResponse preflight(String allowedMethods) {
        return new EndpointResponse(
                204,
                Map.of(
                        "Allow",
                        allowedMethods,
                        "Access-Control-Allow-Methods",
                        allowedMethods,
                        "Access-Control-Allow-Headers",
                        "authorization, content-type, dpop",
                        "Access-Control-Max-Age",
                        "600"),
                NO_BODY);
    }

    /** The answer as a page of the request's origin may see it. */
    EndpointResponse expose(EndpointRequest request, EndpointResponse response) {
        if (origins.isEmpty()) {
            return response;
        }
        String origin = origin(request);
        if (origin == null) {
            return response.withHeaders(Map.of("Vary", "Origin"));
        }
        return response.withHeaders(Map.of(
                "Vary", "Origin",
                "Access-Control-Allow-Origin", origin,
                "Access-Control-Expose-Headers", "DPoP-Nonce, WWW-Authenticate"));
    }

    /** The registered origin that the request comes from: our text, not the request's. */
    private @Nullable String origin(EndpointRequest request) {
        List<String> lines = request.headers().values("Origin");
        if (lines.size() == 1) {
            for (String origin : origins) {
                if (origin.equals(lines.get(0))) {
                    return origin;
                }
            }
        }
        return null;
    }
}
