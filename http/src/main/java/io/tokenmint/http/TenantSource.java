package io.tokenmint.http;

import java.util.List;
import java.util.Optional;

/** Where a request names the tenant it is about. A {@link BearerGuard} that has one lets in only tokens of that tenant. */
@FunctionalInterface
public interface TenantSource {
    /**
     * The tenant a request is about.
     *
     * @param request the request
     * @return the tenant; empty when the request does not name one clearly, and is refused therefore
     */
    Optional<String> tenantOf(AccessRequest request);

    /**
     * Reads the tenant from a segment of the path. Where servers disagree about what a path means, it names no tenant: with
     * empty or dot segments, path parameters ({@code ;}), backslashes, or any of dot, slash, semicolon, backslash and control
     * character percent-encoded; with escapes of escapes, or escapes that are not UTF-8. A slash at the end does not matter.
     *
     * @param template the beginning of the path, such as <code>/{tenant}</code> or <code>/api/{tenant}/orders</code>: segments
     *     that must be there as they are, not decoded, and one <code>{tenant}</code>
     * @return the source
     * @throws IllegalArgumentException when the template is not one of those
     */
    static TenantSource path(String template) {
        return new TenantPath(template);
    }

    /**
     * Reads the tenant from a header field that must come exactly once.
     *
     * @param name the field's name, such as {@code X-Tenant}
     * @return the source
     */
    static TenantSource header(String name) {
        return request -> {
            List<String> values = request.headers().values(name);
            return values.size() == 1
                    ? Optional.of(values.get(0).strip()).filter(tenant -> !tenant.isEmpty())
                    : Optional.empty();
        };
    }
}
