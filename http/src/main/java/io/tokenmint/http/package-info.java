/**
 * The endpoints of an OAuth Service over HTTP.
 *
 * <pre>
 * request ─► adapter ─► Endpoint.handle ─► adapter ─► answer
 *
 * TLS → method → content type → size → form decoding → repeated parameters
 *     → credentials (one way, one place) → TokenService → status, headers, JSON
 * </pre>
 *
 * <p>An {@link io.tokenmint.http.Endpoint} knows no server: it turns an {@link io.tokenmint.http.EndpointRequest} into an
 * {@link io.tokenmint.http.EndpointResponse} and throws nothing. {@link io.tokenmint.http.EndpointHandler} mounts one in the
 * JDK's {@code HttpServer}, {@link io.tokenmint.http.EndpointServlet} in a servlet container; an adapter for another server
 * is a page of code. Nothing in an answer comes from the request.
 */
@NullMarked
package io.tokenmint.http;

import org.jspecify.annotations.NullMarked;
