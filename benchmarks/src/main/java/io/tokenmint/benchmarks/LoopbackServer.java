package io.tokenmint.benchmarks;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;

/** The JDK's server on any free port of loopback, with the same settings for whoever is the first to make one. */
final class LoopbackServer {
    private LoopbackServer() {}

    static HttpServer create(ExecutorService workers) throws IOException {
        // Both are read once, with the first server. JDK 17's answers a kept-alive request in 45 ms without the first.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.maxReqTime", "2");
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(workers);
        return server;
    }
}
