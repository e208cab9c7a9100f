package io.tokenmint.quickstart;

import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Settings of the JDK's server that it reads once, before the first server is created. Those given with -D stay. */
final class ServerLimits {
    private static final Map<String, String> PROPERTIES = Map.of(
            // Else an answer on a kept connection waits for a delayed acknowledgement, about 40 ms.
            "sun.net.httpserver.nodelay", "true",
            // Seconds until a request that has not arrived, or an answer that nobody takes, is given up.
            "sun.net.httpserver.maxReqTime", "10",
            "sun.net.httpserver.maxRspTime", "30",
            // Connections that are kept for the next request, and for how many seconds.
            "sun.net.httpserver.maxIdleConnections", "200",
            "sun.net.httpserver.idleInterval", "30",
            // Bodies are bounded by the endpoints; header fields here, in number and in bytes.
            "sun.net.httpserver.maxReqHeaders", "100",
            "sun.net.httpserver.maxReqHeaderSize", "65536",
            "jdk.httpserver.maxConnections", "2000");

    // Kept here because a logger that nobody refers to loses its level.
    private static final Logger SERVER_LOG = Logger.getLogger("com.sun.net.httpserver");

    private ServerLimits() {}

    static void apply() {
        PROPERTIES.forEach((name, value) -> System.setProperty(name, System.getProperty(name, value)));
        // Below INFO the server writes request lines, and with them what a confused client put into a query string.
        SERVER_LOG.setLevel(Level.INFO);
    }
}
