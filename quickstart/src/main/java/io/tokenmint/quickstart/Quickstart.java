package io.tokenmint.quickstart;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.tokenmint.Slf4jTokenListener;
import io.tokenmint.TokenService;
import io.tokenmint.TokenSettings;
import io.tokenmint.http.BearerGuard;
import io.tokenmint.http.BearerHttpFilter;
import io.tokenmint.http.EndpointHandler;
import io.tokenmint.http.EndpointSettings;
import io.tokenmint.http.IntrospectionEndpoint;
import io.tokenmint.http.MetadataEndpoint;
import io.tokenmint.http.RevocationEndpoint;
import io.tokenmint.http.ServerMetadata;
import io.tokenmint.http.TokenEndpoint;
import io.tokenmint.http.TokenVerifier;
import io.tokenmint.spi.StoreException;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * An OAuth Service: stores, a service on them, a registered client, the OAuth endpoints and a demo resource on the JDK's HTTP
 * server.
 */
public final class Quickstart {
    private static final int WORKERS = 64;
    private static final int WAITING = 256;
    private static final int BACKLOG = 128;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MISUSE = 2;

    private final Options options;
    private final HttpServer server;
    private final Workers workers = new Workers(WORKERS, WAITING);
    private final Stores stores;
    private final TokenSettings settings;

    private Quickstart(Options options) throws IOException, BadOptionException {
        this.options = options;
        settings = settings(options);
        // First, so that a taken port leaves the stores alone.
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), options.port()), BACKLOG);
        stores = Stores.open(options.storage());
        server.setExecutor(workers);
        mountEndpoints(stores.service(settings));
    }

    /**
     * Starts the server, says how to use it, and returns; the server runs until the process is told to stop.
     *
     * @param arguments the options; {@code --help} lists them
     */
    public static void main(String[] arguments) {
        List<String> given = List.of(arguments);
        if (Options.asksForHelp(given)) {
            System.out.println(Options.HELP);
            return;
        }
        try {
            run(Options.parse(given, System.getenv()), System.out);
        } catch (BadOptionException | IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(MISUSE);
        } catch (StoreException e) {
            System.err.println("Cannot use the database (" + e.getMessage() + ")");
            System.exit(1);
        } catch (IOException e) {
            System.err.println("Cannot listen (" + e.getMessage() + "): choose another port with --port or PORT");
            System.exit(1);
        }
    }

    private static void run(Options options, PrintStream out) throws IOException, BadOptionException {
        if (options.rotateSecret().isPresent()) {
            try (Stores stores = Stores.open(options.storage())) {
                out.println(Rotation.rotate(options.rotateSecret().get(), stores, stores.registrar(settings(options))));
            }
            return;
        }
        ServerLimits.apply();
        new Quickstart(options).start(out);
    }

    private static TokenSettings settings(Options options) {
        return TokenSettings.builder()
                .answerShape(options.answer())
                .listener(new Slf4jTokenListener())
                .build();
    }

    private void mountEndpoints(TokenService service) {
        EndpointSettings http = EndpointSettings.defaults();
        String issuer = options.issuer().orElseGet(() -> address().toString());
        ServerMetadata metadata = ServerMetadata.of(issuer)
                .withIntrospectionEndpoint(issuer + "/oauth/introspect")
                .withRevocationEndpoint(issuer + "/oauth/revoke");
        BearerGuard guard = BearerGuard.builder(TokenVerifier.inProcess(service))
                .realm("tokenmint")
                .listener(new Slf4jTokenListener())
                .build();

        mount("/oauth/token", new EndpointHandler(new TokenEndpoint(service, http)));
        mount("/oauth/introspect", new EndpointHandler(new IntrospectionEndpoint(service, metadata, http)));
        mount("/oauth/revoke", new EndpointHandler(new RevocationEndpoint(service, http)));
        mount(metadata.path(), new EndpointHandler(new MetadataEndpoint(service, metadata, http)));
        mount("/health", new Health(stores));
        mount("/hello", new Hello(), new BearerHttpFilter(guard));
    }

    private void mount(String path, HttpHandler handler, Filter... filters) {
        List<Filter> chain = server.createContext(path, handler).getFilters();
        chain.add(new Refusals());
        chain.addAll(List.of(filters));
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void start(PrintStream out) {
        Greeting greeting = new Enrolment(options, stores.registrar(settings)).greet(stores);
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
        server.start();
        out.println(greeting.text(address()));
    }

    private void stop() {
        try {
            workers.drain(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        server.stop(0);
        workers.shutdown();
        stores.close();
    }
}
