package io.tokenmint.compatibility.servlet;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;

/** A container on a free port of loopback, HTTP/1.1 and HTTP/2 without TLS; all in it may go on asynchronously. */
interface ServletContainer {
    /** Mounts a servlet, before the start. */
    void servlet(HttpServlet servlet, String... paths);

    /** Puts a filter behind those before it, for requests only, before the start. */
    void filter(Filter filter, String path);

    /** Starts it; returns the port. */
    int start() throws Exception;

    /** Ends it and its threads. */
    void stop() throws Exception;
}
