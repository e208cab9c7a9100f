package io.tokenmint.benchmarks;

import com.sun.net.httpserver.HttpServer;
import io.tokenmint.ClientRegistrar;
import io.tokenmint.TokenService;
import io.tokenmint.TokenSettings;
import io.tokenmint.http.BearerGuard;
import io.tokenmint.http.BearerHttpFilter;
import io.tokenmint.http.Endpoint;
import io.tokenmint.http.EndpointHandler;
import io.tokenmint.http.EndpointSettings;
import io.tokenmint.http.IntrospectionEndpoint;
import io.tokenmint.http.MetadataEndpoint;
import io.tokenmint.http.RevocationEndpoint;
import io.tokenmint.http.ServerMetadata;
import io.tokenmint.http.TokenEndpoint;
import io.tokenmint.http.TokenVerifier;
import io.tokenmint.spi.Scope;
import io.tokenmint.store.memory.MemoryClientStore;
import io.tokenmint.store.memory.MemoryTokenStore;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Everything at full load for a while, over sockets, with one bad request in a hundred: does the heap grow, do threads, does
 * anything fail that was not provoked? The load pauses at each check, and what a store rightly keeps is deleted before the heap
 * is looked at.
 */
final class Soak implements AutoCloseable {
    static final String TOKEN = "/oauth/token";
    static final String INTROSPECT = "/oauth/introspect";
    static final String REVOKE = "/oauth/revoke";
    static final String METADATA = "/.well-known/oauth-authorization-server";
    static final String GUARDED = "/guarded";

    private static final int CALLERS = 8;
    private static final int WORKERS = 64;
    private static final double ALLOWED_GROWTH = 0.05;

    private final Workload workload = Workload.of(CALLERS, 20, SecretKind.SHA256);
    private final MemoryTokenStore tokens = new MemoryTokenStore();
    private final ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
    private final HttpServer server;
    private long good;
    private long bad;

    private Soak() throws IOException {
        MemoryClientStore clients = new MemoryClientStore();
        TokenSettings settings = TokenSettings.defaults();
        ClientRegistrar registrar = new ClientRegistrar(clients, settings);
        workload.clients()
                .forEach(client -> registrar.importClient(
                        client.id(),
                        "{sha256}" + client.storedSecret(),
                        details -> details.scope(Scope.of(workload.scope()))));
        TokenService service = new TokenService(clients, tokens, settings);
        server = LoopbackServer.create(workers);
        mount(service);
        server.start();
    }

    /**
     * Runs a number of periods, the first of which warms up.
     *
     * @return the figures as text
     * @throws IllegalStateException when something grew or failed that must not
     */
    static String run(int periods, Duration period) throws Exception {
        try (Soak soak = new Soak()) {
            soak.misbehaveInEveryWay();
            List<Long> heaps = new ArrayList<>();
            List<Integer> threads = new ArrayList<>();
            for (int number = 0; number <= periods; number++) {
                soak.load(period);
                heaps.add(soak.heapAfterCollection());
                threads.add(ManagementFactory.getThreadMXBean().getThreadCount());
            }
            String figures = String.format(
                    Locale.ROOT,
                    "%d good and %d bad requests; KiB of heap after each period %s; threads %s",
                    soak.good,
                    soak.bad,
                    heaps.stream().map(heap -> heap / 1024).toList(),
                    threads);
            check(heaps.get(heaps.size() - 1) <= heaps.get(0) * (1 + ALLOWED_GROWTH), "the heap grew: " + figures);
            check(threads.get(threads.size() - 1) <= threads.get(0), "threads grew: " + figures);
            return figures;
        }
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }

    private void mount(TokenService service) {
        EndpointSettings settings = EndpointSettings.defaults();
        ServerMetadata metadata = ServerMetadata.of("http://localhost");
        mount(TOKEN, new TokenEndpoint(service, settings));
        mount(INTROSPECT, new IntrospectionEndpoint(service, metadata, settings));
        mount(REVOKE, new RevocationEndpoint(service, settings));
        mount(METADATA, new MetadataEndpoint(service, metadata, settings));
        BearerGuard guard =
                BearerGuard.builder(TokenVerifier.inProcess(service)).build();
        server.createContext(GUARDED, exchange -> {
                    try (exchange) {
                        exchange.sendResponseHeaders(200, -1);
                    }
                })
                .getFilters()
                .add(new BearerHttpFilter(guard));
    }

    private void mount(String path, Endpoint endpoint) {
        server.createContext(path, new EndpointHandler(endpoint));
    }

    /** Before the load, so that no kind is left out by chance. */
    private void misbehaveInEveryWay() {
        SoakCaller.Counts counts = new SoakCaller.Counts();
        new SoakCaller(server.getAddress(), workload.clients().get(0), counts).misbehaveInEveryWay();
        settle(counts);
    }

    private void load(Duration period) throws InterruptedException {
        SoakCaller.Counts counts = new SoakCaller.Counts();
        List<Thread> callers = new ArrayList<>();
        for (Workload.Caller client : workload.clients()) {
            Thread caller = new Thread(new SoakCaller(server.getAddress(), client, counts));
            caller.start();
            callers.add(caller);
        }
        Thread.sleep(period.toMillis());
        counts.ended.set(true);
        for (Thread caller : callers) {
            caller.join();
        }
        settle(counts);
    }

    private void settle(SoakCaller.Counts counts) {
        good += counts.good.get();
        bad += counts.bad.get();
        check(counts.unexpected().isEmpty(), "unexpected: " + counts.unexpected());
    }

    private long heapAfterCollection() throws InterruptedException {
        tokens.deleteExpired(Instant.now().plus(Duration.ofDays(1)), Integer.MAX_VALUE);
        // A connection that was given up may be at work still, and a collection finds more after another.
        for (int i = 0; i < 3; i++) {
            Thread.sleep(500);
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }
}
