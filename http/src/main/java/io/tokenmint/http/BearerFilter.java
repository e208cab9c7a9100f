package io.tokenmint.http;

import io.tokenmint.http.AccessDecision.Denied;
import io.tokenmint.http.AccessDecision.Granted;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Optional;
import java.util.function.Function;

/**
 * Mounts a {@link BearerGuard} in a Jakarta Servlet 6 container.
 *
 * <pre>{@code
 * context.addFilter("bearer", new BearerFilter(guard))
 *         .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/api/*");
 * }</pre>
 *
 * <p>What is behind it finds the caller with {@link #granted}, and sees the client id as user principal and remote user, and
 * scope-tokens as roles. A {@link TenantSource} sees the path below the context path. The body is not read, so that what is
 * behind can: a token in a form is neither used nor noticed, unless the filter is told to read forms.
 */
@SuppressWarnings("exports") // who mounts it in a container has its module
public final class BearerFilter implements Filter {
    private static final String GRANTED = Granted.class.getName();
    private static final String FORM = "application/x-www-form-urlencoded";

    private final BearerGuard guard;
    private final boolean readsForms;
    private final Function<HttpServletRequest, Optional<String>> source;

    /**
     * A filter that does not touch bodies.
     *
     * @param guard decides
     */
    public BearerFilter(BearerGuard guard) {
        this(guard, false, request -> Optional.ofNullable(request.getRemoteAddr()));
    }

    private BearerFilter(BearerGuard guard, boolean readsForms, Function<HttpServletRequest, Optional<String>> source) {
        this.guard = guard;
        this.readsForms = readsForms;
        this.source = source;
    }

    /**
     * A filter that refuses a token in the header beside one in a form (RFC 6750 section 2). It lets the container read forms
     * by asking for their parameters; what is behind must do the same, for the body is empty then.
     *
     * @return a filter on the same guard
     */
    public BearerFilter readingForms() {
        return new BearerFilter(guard, true, source);
    }

    /**
     * The same filter behind something that knows better where requests come from, for the audit of denied requests. Unless
     * this is set, it is the address of the peer as the container knows it.
     *
     * @param from finds the client's address, as for {@link EndpointServlet#withSource}
     * @return a copy
     */
    public BearerFilter withSource(Function<HttpServletRequest, Optional<String>> from) {
        return new BearerFilter(guard, readsForms, from);
    }

    /**
     * The caller of a request that a filter let through.
     *
     * @param request the request
     * @return what was granted; empty when no filter guards this request
     */
    public static Optional<Granted> granted(ServletRequest request) {
        return Optional.ofNullable((Granted) request.getAttribute(GRANTED));
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!(request instanceof HttpServletRequest http) || !(response instanceof HttpServletResponse answer)) {
            throw new ServletException("BearerFilter guards HTTP only: do not map it to anything else");
        }
        AccessDecision decision = guard.decide(neutral(http));
        if (decision instanceof Granted granted) {
            http.setAttribute(GRANTED, granted);
            chain.doFilter(new BearerServletRequest(http, granted), response);
        } else if (decision instanceof Denied denied) {
            write(answer, denied);
        }
    }

    private AccessRequest neutral(HttpServletRequest request) {
        String query = request.getQueryString();
        return new AccessRequest(
                name -> Collections.list(request.getHeaders(name)),
                pathInContext(request),
                query == null ? "" : query,
                readsForms && isForm(request) && request.getParameter("access_token") != null,
                () -> source.apply(request));
    }

    /** The path as sent; empty, and so without a tenant, when the container wrote the context path another way. */
    private static String pathInContext(HttpServletRequest request) {
        String path = request.getRequestURI();
        String context = request.getContextPath();
        return path.startsWith(context) ? path.substring(context.length()) : "";
    }

    private static boolean isForm(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null && MediaType.isNamed(type, FORM);
    }

    private void write(HttpServletResponse response, Denied denied) throws IOException {
        Optional<ErrorBody.Content> body = guard.body(denied);
        response.setStatus(denied.status());
        denied.headers().forEach(response::setHeader);
        if (body.isPresent()) {
            byte[] bytes = body.get().text().getBytes(StandardCharsets.UTF_8);
            response.setContentType(body.get().mediaType());
            response.setContentLength(bytes.length);
            response.getOutputStream().write(bytes);
        }
    }
}
