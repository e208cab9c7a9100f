package io.tokenmint.http;

/** One resource of an OAuth Service, without a server around it. Safe for use by many threads. */
@FunctionalInterface
public interface Endpoint {
    /**
     * Answers a request. It blocks while it reads the body and while the stores work.
     *
     * @param request the request; its body is read here, up to the limit of the endpoint
     * @return the answer, whatever happened: the endpoints of this package throw nothing
     */
    EndpointResponse handle(EndpointRequest request);
}
