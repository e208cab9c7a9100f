package io.tokenmint.quickstart;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;

/** One handler behind the quickstart's filter and workers, on a free port. */
final class Served implements AutoCloseable {
    private final HttpServer server;
    private final Workers workers;
    private final HttpClient client = HttpClient.newHttpClient();

    Served(HttpHandler handler, Workers workers) throws IOException {
        this.workers = workers;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(workers);
        server.createContext("/served", handler).getFilters().add(new Refusals());
        server.start();
    }

    CompletableFuture<HttpResponse<String>> get() {
        URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/served");
        return client.sendAsync(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdown();
    }
}
