package io.tokenmint.http;

import java.util.Optional;

/** Reads the tenant from the segment of a raw path that a template marks. */
final class TenantPath implements TenantSource {
    private static final String TENANT = "{tenant}";

    private final String before;
    private final String after;

    TenantPath(String template) {
        int at = template.indexOf("/" + TENANT) + 1;
        if (at == 0) {
            throw malformed();
        }
        before = template.substring(0, at);
        after = template.substring(at + TENANT.length());
        if (!isPlain(before) || !(after.isEmpty() || isPlain(after + "/"))) {
            throw malformed();
        }
    }

    /** Whether a part of a template is made of plain segments, with a slash before and after each. */
    private static boolean isPlain(String part) {
        return part.chars().noneMatch(c -> "{}*".indexOf(c) >= 0) && PathText.isClear(part);
    }

    private static IllegalArgumentException malformed() {
        return new IllegalArgumentException(
                "write a path template as plain segments and one " + TENANT + ", such as /api/" + TENANT + "/orders");
    }

    @Override
    public Optional<String> tenantOf(AccessRequest request) {
        String path = request.path();
        if (!path.startsWith(before) || !PathText.isClear(path)) {
            return Optional.empty();
        }
        int slash = path.indexOf('/', before.length());
        int end = slash < 0 ? path.length() : slash;
        if (end == before.length() || !path.startsWith(after, end) || !isSegmentEnd(path, end + after.length())) {
            return Optional.empty();
        }
        return Optional.of(path.substring(before.length(), end));
    }

    private static boolean isSegmentEnd(String path, int at) {
        return at == path.length() || path.charAt(at) == '/';
    }
}
