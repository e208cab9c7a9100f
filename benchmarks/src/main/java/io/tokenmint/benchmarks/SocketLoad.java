package io.tokenmint.benchmarks;

import com.sun.net.httpserver.HttpServer;
import io.tokenmint.http.EndpointHandler;
import io.tokenmint.http.EndpointSettings;
import io.tokenmint.http.TokenEndpoint;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.HdrHistogram.Histogram;

/**
 * Token requests over loopback sockets with keep-alive, at a fixed rate. Latency counts from when a request was due, not from
 * when it could be sent, so a stall shows in every request that it delayed (coordinated omission). Server and clients share
 * this machine's processors.
 */
final class SocketLoad {
    private static final int CONNECTIONS = 8;
    private static final int WARM_UP_SECONDS = 5;
    private static final int SECONDS = 10;
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private SocketLoad() {}

    /** The latencies as text. */
    static String measure(int rate) throws Exception {
        return String.join("\n", figures(rate).stream().map(Figure::toString).toList());
    }

    static List<Figure> figures(int rate) throws Exception {
        return figures(rate, WARM_UP_SECONDS, SECONDS);
    }

    static List<Figure> figures(int rate, int warmUpSeconds, int seconds) throws Exception {
        Histogram latencies = run(rate, warmUpSeconds, seconds);
        String question = Question.sockets(rate, CONNECTIONS);
        List<Figure> figures = new ArrayList<>();
        for (double percentile : new double[] {50, 90, 99, 99.9, 100}) {
            double micros = latencies.getValueAtPercentile(percentile) / 1e3;
            String subject = "TOKENMINT " + Figure.text(percentile) + "th percentile";
            figures.add(Figure.of(question, subject, List.of(micros), "µs"));
        }
        return figures;
    }

    private static Histogram run(int rate, int warmUpSeconds, int seconds)
            throws IOException, ExecutionException, InterruptedException {
        Workload workload = Workload.of(1, 1, SecretKind.SHA256);
        TokenmintSource source = TokenmintSource.inMemory(workload);
        ExecutorService workers = Executors.newFixedThreadPool(CONNECTIONS);
        HttpServer server = LoopbackServer.create(workers);
        server.createContext(
                "/oauth/token", new EndpointHandler(new TokenEndpoint(source.service(), EndpointSettings.defaults())));
        server.start();
        try {
            TokenForm form = new TokenForm(workload.clients().get(0), workload.requestedScope());
            drive(server.getAddress(), form, rate, warmUpSeconds);
            return drive(server.getAddress(), form, rate, seconds);
        } finally {
            server.stop(0);
            workers.shutdownNow();
        }
    }

    private static Histogram drive(InetSocketAddress server, TokenForm form, int rate, int seconds)
            throws ExecutionException, InterruptedException {
        ExecutorService clients = Executors.newFixedThreadPool(CONNECTIONS);
        long interval = NANOS_PER_SECOND * CONNECTIONS / rate;
        long begin = System.nanoTime() + NANOS_PER_SECOND / 10;
        List<Future<Histogram>> parts = new ArrayList<>();
        for (int number = 0; number < CONNECTIONS; number++) {
            long first = begin + interval * number / CONNECTIONS;
            parts.add(clients.submit(
                    () -> new SteadyClient(server, form, interval).run(first, begin + seconds * NANOS_PER_SECOND)));
        }
        Histogram all = new Histogram(3);
        for (Future<Histogram> part : parts) {
            all.add(part.get());
        }
        clients.shutdown();
        return all;
    }
}
