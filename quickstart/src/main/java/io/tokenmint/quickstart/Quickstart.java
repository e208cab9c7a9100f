package io.tokenmint.quickstart;

import com.sun.net.httpserver.HttpServer;
import io.tokenmint.ClientRegistrar;
import io.tokenmint.RegisteredClient;
import io.tokenmint.Slf4jTokenListener;
import io.tokenmint.TokenService;
import io.tokenmint.TokenSettings;
import io.tokenmint.http.EndpointHandler;
import io.tokenmint.http.EndpointSettings;
import io.tokenmint.http.TokenEndpoint;
import io.tokenmint.spi.Client;
import io.tokenmint.spi.ClientBuilder;
import io.tokenmint.store.memory.MemoryClientStore;
import io.tokenmint.store.memory.MemoryTokenStore;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * An OAuth Service in one file of wiring: stores in memory, a service on them, a registered client, the token endpoint and a
 * demo resource on the JDK's HTTP server.
 */
public final class Quickstart {
    private static final int WORKERS = 64;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MISUSE = 2;

    // Kept here because a logger that nobody refers to loses its level.
    private static final Logger SERVER_LOG = Logger.getLogger("com.sun.net.httpserver");

    private final HttpServer server;
    private final Drain drain = new Drain(WORKERS);
    private final ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
    private final Greeting greeting;

    private Quickstart(Options options) throws IOException {
        MemoryClientStore clients = new MemoryClientStore();
        TokenSettings settings = TokenSettings.builder()
                .answerShape(options.answer())
                .listener(new Slf4jTokenListener())
                .build();
        TokenService service = new TokenService(clients, new MemoryTokenStore(), settings);
        TokenEndpoint tokenEndpoint = new TokenEndpoint(service, EndpointSettings.defaults());

        greeting = register(new ClientRegistrar(clients, settings), options);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), options.port()), 0);
        server.setExecutor(workers);
        server.createContext("/oauth/token", new EndpointHandler(tokenEndpoint))
                .getFilters()
                .add(drain);
        server.createContext("/hello", new Hello(service)).getFilters().add(drain);
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
            prepareServer();
            new Quickstart(Options.parse(given, System.getenv())).start(System.out);
        } catch (BadOptionException | IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(MISUSE);
        } catch (IOException e) {
            System.err.println("Cannot listen (" + e.getMessage() + "): choose another port with --port or PORT");
            System.exit(1);
        }
    }

    /** Settings of the JDK's server that it reads once, before the first server is created. */
    private static void prepareServer() {
        // Else an answer on a kept connection waits for a delayed acknowledgement, about 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        // A request that does not arrive within so many seconds is given up.
        System.setProperty("sun.net.httpserver.maxReqTime", "30");
        // Below INFO the server writes request lines, and with them what a confused client put into a query string.
        SERVER_LOG.setLevel(Level.INFO);
    }

    private static Greeting register(ClientRegistrar registrar, Options options) {
        UnaryOperator<ClientBuilder> details =
                client -> client.tenant(options.tenant()).scope(options.scope());
        if (options.clientId().isPresent() && options.clientSecret().isPresent()) {
            Client chosen = registrar.registerChosen(
                    options.clientId().get(), options.clientSecret().get(), details);
            return new Greeting(options.tenant(), chosen.id(), Optional.empty());
        }
        RegisteredClient registered = options.clientId().isPresent()
                ? registrar.register(options.clientId().get(), details)
                : registrar.register(details);
        return new Greeting(options.tenant(), registered.clientId(), Optional.of(registered.secret()));
    }

    private void start(PrintStream out) {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
        server.start();
        out.println(greeting.text(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort())));
    }

    private void stop() {
        try {
            drain.drain(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        server.stop(0);
        workers.shutdown();
    }
}
