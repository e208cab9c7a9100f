package io.tokenmint.http;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Mounts an {@link Endpoint} in a Jakarta Servlet 6 container, at an exact path.
 *
 * <pre>
 * context.addServlet("token", new EndpointServlet(endpoint)).addMapping("/oauth/token");
 * </pre>
 *
 * <p>Whether TLS was used and where a request came from is what the container says: {@code isSecure()} and
 * {@code getRemoteAddr()}. Timeouts and the number of requests at once are the container's too. When a filter has read the form
 * by asking for a parameter, the parameters are taken from the container, less those of the query string.
 */
@SuppressWarnings("exports") // who mounts it in a container has its module
public final class EndpointServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient Endpoint endpoint;

    /**
     * A servlet.
     *
     * @param endpoint answers the requests
     */
    public EndpointServlet(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        EndpointResponse answer = endpoint.handle(neutral(request));
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
        response.setContentLength(answer.body().length);
        response.getOutputStream().write(answer.body());
    }

    private static EndpointRequest neutral(HttpServletRequest request) {
        String query = request.getQueryString();
        return new EndpointRequest(
                request.getMethod(),
                query == null ? "" : query,
                name -> values(request, name),
                new ServletBody(request),
                request.isSecure(),
                Optional.ofNullable(request.getRemoteAddr()));
    }

    private static List<String> values(HttpServletRequest request, String name) {
        return Collections.list(request.getHeaders(name));
    }
}
