package io.tokenmint.http;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Mounts an {@link Endpoint} in a Jakarta Servlet 6 container, at an exact path.
 *
 * <pre>{@code
 * context.addServlet("token", new EndpointServlet(endpoint)).addMapping("/oauth/token");
 * }</pre>
 *
 * <p>Whether TLS was used and where a request came from is what the container says: {@code isSecure()} and
 * {@code getRemoteAddr()}. Timeouts and the number of requests at once are the container's too. When a filter has read the form
 * by asking for a parameter, the parameters are taken from the container, less those of the query string.
 *
 * <p>Behind a reverse proxy the connection is the proxy's: every client then has one source, and strangers who fail often
 * enough use up the failure limiter for all of them; and a proxy that ends TLS looks like a client without it. Where the
 * container does not correct both by what the proxy says, do so with {@link #withSource} and {@link #withSecure}, and let no
 * connection in that does not come from the proxy.
 */
@SuppressWarnings("exports") // who mounts it in a container has its module
public final class EndpointServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient Endpoint endpoint;
    private final transient Function<HttpServletRequest, Optional<String>> source;
    private final transient Predicate<HttpServletRequest> secure;

    /**
     * A servlet that takes source and security from the container.
     *
     * @param endpoint answers the requests
     */
    public EndpointServlet(Endpoint endpoint) {
        this(endpoint, request -> Optional.ofNullable(request.getRemoteAddr()), HttpServletRequest::isSecure);
    }

    private EndpointServlet(
            Endpoint endpoint,
            Function<HttpServletRequest, Optional<String>> source,
            Predicate<HttpServletRequest> secure) {
        this.endpoint = endpoint;
        this.source = source;
        this.secure = secure;
    }

    /**
     * The same servlet behind something that knows better where requests come from. Unless this is set, it is
     * {@code getRemoteAddr()}.
     *
     * @param from finds the client's address in what the proxy writes, never in what a client may write: a header field that
     *     the proxy replaces, or the last entry of a list that it appends to; empty when it is not known, and then nothing
     *     is counted against a source
     * @return a copy, not mounted anywhere yet
     */
    public EndpointServlet withSource(Function<HttpServletRequest, Optional<String>> from) {
        return new EndpointServlet(endpoint, from, secure);
    }

    /**
     * The same servlet behind something that ends TLS. Unless this is set, it is {@code isSecure()}.
     *
     * @param test whether a request came to the proxy over TLS, by what the proxy writes
     * @return a copy, not mounted anywhere yet
     */
    public EndpointServlet withSecure(Predicate<HttpServletRequest> test) {
        return new EndpointServlet(endpoint, source, test);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        EndpointResponse answer = endpoint.handle(neutral(request));
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
        if (mayHaveBody(request.getMethod(), answer.status())) {
            response.setContentLength(answer.body().length);
            response.getOutputStream().write(answer.body());
        }
    }

    // RFC 9110 section 8.6: no length with 204, and with HEAD and 304 only that of the body a GET would have got.
    private static boolean mayHaveBody(String method, int status) {
        return !method.equals("HEAD") && status != 204 && status != 304;
    }

    private EndpointRequest neutral(HttpServletRequest request) {
        String query = request.getQueryString();
        return new EndpointRequest(
                request.getMethod(),
                query == null ? "" : query,
                name -> values(request, name),
                new ServletBody(request),
                secure.test(request),
                source.apply(request));
    }

    private static List<String> values(HttpServletRequest request, String name) {
        return Collections.list(request.getHeaders(name));
    }
}
