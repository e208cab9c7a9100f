package io.tokenmint.http;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads the tenant from the segment of a raw path that a template marks. */
final class TenantPath implements TenantSource {
    private static final String TENANT = "{tenant}";
    private static final List<String> AMBIGUOUS = List.of("//", "/./", "/../", ";", "\\", "%2e", "%2f", "%5c");

    private final List<String> template;

    TenantPath(String template) {
        this.template = segments(template);
        boolean literal = this.template.stream()
                .filter(segment -> !segment.equals(TENANT))
                .noneMatch(segment -> segment.isEmpty() || segment.matches(".*[{}*].*"));
        if (!literal || !isPlain(template) || this.template.indexOf(TENANT) != this.template.lastIndexOf(TENANT)) {
            throw malformed();
        }
        if (!this.template.contains(TENANT)) {
            throw malformed();
        }
    }

    private static IllegalArgumentException malformed() {
        return new IllegalArgumentException(
                "write a path template as plain segments and one " + TENANT + ", such as /api/" + TENANT + "/orders");
    }

    @Override
    public Optional<String> tenantOf(AccessRequest request) {
        if (!isPlain(request.path())) {
            return Optional.empty();
        }
        List<String> segments = segments(request.path());
        if (segments.size() < template.size()) {
            return Optional.empty();
        }
        String tenant = "";
        for (int i = 0; i < template.size(); i++) {
            if (template.get(i).equals(TENANT)) {
                tenant = segments.get(i);
            } else if (!template.get(i).equals(segments.get(i))) {
                return Optional.empty();
            }
        }
        return tenant.isEmpty() ? Optional.empty() : Optional.of(tenant);
    }

    private static List<String> segments(String path) {
        return List.of(path.substring(path.startsWith("/") ? 1 : 0).split("/", -1));
    }

    /** Whether every server reads the path alike, so that the tenant checked is the tenant served. */
    private static boolean isPlain(String path) {
        String closed = path.toLowerCase(Locale.ROOT) + (path.endsWith("/") ? "" : "/");
        return path.startsWith("/") && AMBIGUOUS.stream().noneMatch(closed::contains);
    }
}
