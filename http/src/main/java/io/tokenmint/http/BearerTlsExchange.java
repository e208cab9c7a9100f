package io.tokenmint.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpPrincipal;
import com.sun.net.httpserver.HttpsExchange;
import io.tokenmint.http.AccessDecision.Granted;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import javax.net.ssl.SSLSession;

/** A {@link BearerExchange} over TLS, for handlers that ask for the session. */
final class BearerTlsExchange extends HttpsExchange {
    private final HttpsExchange tls;
    private final BearerExchange guarded;

    BearerTlsExchange(HttpsExchange tls, BearerExchange guarded) {
        this.tls = tls;
        this.guarded = guarded;
    }

    Granted granted() {
        return guarded.granted();
    }

    @Override
    public SSLSession getSSLSession() {
        return tls.getSSLSession();
    }

    @Override
    public HttpPrincipal getPrincipal() {
        return guarded.getPrincipal();
    }

    @Override
    public Headers getRequestHeaders() {
        return guarded.getRequestHeaders();
    }

    @Override
    public Headers getResponseHeaders() {
        return guarded.getResponseHeaders();
    }

    @Override
    public URI getRequestURI() {
        return guarded.getRequestURI();
    }

    @Override
    public String getRequestMethod() {
        return guarded.getRequestMethod();
    }

    @Override
    public HttpContext getHttpContext() {
        return guarded.getHttpContext();
    }

    @Override
    public void close() {
        guarded.close();
    }

    @Override
    public InputStream getRequestBody() {
        return guarded.getRequestBody();
    }

    @Override
    public OutputStream getResponseBody() {
        return guarded.getResponseBody();
    }

    @Override
    public void sendResponseHeaders(int status, long length) throws IOException {
        guarded.sendResponseHeaders(status, length);
    }

    @Override
    public InetSocketAddress getRemoteAddress() {
        return guarded.getRemoteAddress();
    }

    @Override
    public int getResponseCode() {
        return guarded.getResponseCode();
    }

    @Override
    public InetSocketAddress getLocalAddress() {
        return guarded.getLocalAddress();
    }

    @Override
    public String getProtocol() {
        return guarded.getProtocol();
    }

    @Override
    public Object getAttribute(String name) {
        return guarded.getAttribute(name);
    }

    @Override
    public void setAttribute(String name, Object value) {
        guarded.setAttribute(name, value);
    }

    @Override
    public void setStreams(InputStream in, OutputStream out) {
        guarded.setStreams(in, out);
    }
}
