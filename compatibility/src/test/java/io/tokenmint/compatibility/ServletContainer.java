package io.tokenmint.compatibility;

import jakarta.servlet.http.HttpServlet;

/** A container on a free port of loopback, HTTP/1.1 and HTTP/2 without TLS. */
interface ServletContainer {
    /** Mounts the servlet at {@code /oauth/token} and, behind a {@link ParameterReader}, at {@code /read/token}. */
    int start(HttpServlet token) throws Exception;

    /** Ends it and its threads. */
    void stop() throws Exception;
}
