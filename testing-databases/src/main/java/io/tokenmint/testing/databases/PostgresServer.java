package io.tokenmint.testing.databases;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL server that flushes on commit. The process started is the postmaster itself, so {@link #kill()} is a crash.
 */
public final class PostgresServer implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private static @Nullable PostgresServer shared;

    private final TemporaryFolder home = TemporaryFolder.create("tokenmint-postgres");
    private final Path data;
    private final int port;
    private final List<String> options;
    private final PostgresBinaries programs;
    private @Nullable Process postmaster;

    private PostgresServer(Optional<Path> jar, List<String> options) {
        try {
            data = Files.createDirectory(home.path().resolve("data"));
            port = freePort();
        } catch (IOException e) {
            throw new UncheckedIOException("no folder or port for PostgreSQL", e);
        }
        this.options = List.copyOf(options);
        programs = jar.map(archives -> PostgresBinaries.in(archives, home.path().resolve("programs")))
                .orElseGet(PostgresBinaries::onClassPath);
    }

    /**
     * Whether there is a PostgreSQL for this platform; says so loudly on the standard error when there is none. Where there is one,
     * a test has to run: that the archive is missing, or that the server does not start, is a failure.
     *
     * @return false when there is nothing to start
     */
    public static boolean isAvailable() {
        boolean available = Platform.current().postgresArchive().isPresent();
        if (!available) {
            System.err.println(
                    "WARNING: NOTHING WAS TESTED ON POSTGRESQL: Maven Central has no server for this platform");
        }
        return available;
    }

    /**
     * The server that the tests of this JVM share.
     *
     * @return a running server, stopped when the JVM ends
     */
    public static synchronized PostgresServer shared() {
        PostgresServer server = shared;
        if (server == null) {
            server = start();
            shared = server;
        }
        return server;
    }

    /**
     * Starts a server with a new, empty data folder.
     *
     * @param options settings as {@code name=value}
     * @return a running server, stopped when the JVM ends at the latest
     */
    public static PostgresServer start(String... options) {
        return started(new PostgresServer(Optional.empty(), List.of(options)));
    }

    /**
     * Starts a server of another version than the one on the class path, with a new, empty data folder.
     *
     * @param jar the jar of the version's programs for this platform
     * @return a running server, stopped when the JVM ends at the latest
     */
    public static PostgresServer startFrom(Path jar) {
        return started(new PostgresServer(Optional.of(jar), List.of()));
    }

    private static PostgresServer started(PostgresServer server) {
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        server.initialize();
        server.startAgain();
        return server;
    }

    /** Starts the server on the data it has, after {@link #kill()}, and waits until it has recovered. */
    public void startAgain() {
        List<String> command = new ArrayList<>(List.of("postgres", "-D", data.toString(), "-p", "" + port));
        command.addAll(List.of("-h", "127.0.0.1", "-k", data.toString(), "-c", "max_connections=300"));
        options.forEach(option -> command.addAll(List.of("-c", option)));
        postmaster = programs.start(command, log("server"));
        awaitConnections();
    }

    /** Ends the postmaster with SIGKILL and waits until it, and with it every backend, is gone. */
    public void kill() {
        Process running = postmaster;
        if (running != null) {
            List<ProcessHandle> backends = running.descendants().toList();
            Processes.awaitEnd(running.destroyForcibly());
            backends.forEach(ProcessHandle::destroyForcibly);
            while (backends.stream().anyMatch(ProcessHandle::isAlive)) {
                pause();
            }
        }
    }

    /**
     * Makes a new, empty database.
     *
     * @return a JDBC address that logs in as the superuser
     */
    public String newDatabase() {
        String name = "test" + DATABASES.incrementAndGet();
        try (Connection connection = DriverManager.getConnection(url("postgres"));
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("database " + name + " could not be made", e);
        }
        return url(name);
    }

    /**
     * Makes a pool of connections.
     *
     * @param url a JDBC address
     * @param connections how many the pool has at most
     * @return an open pool
     */
    public static HikariDataSource pool(String url, int connections) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(connections);
        config.setConnectionTimeout(10_000);
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }

    /**
     * The port the server listens on, on the loopback interface.
     *
     * @return a TCP port
     */
    public int port() {
        return port;
    }

    /** Stops the server at once and deletes its data. */
    @Override
    public void close() {
        kill();
        home.delete();
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=postgres";
    }

    private Path log(String name) {
        return home.path().resolve(name + ".log");
    }

    private void initialize() {
        try {
            if (PostgresBinaries.isRoot()) {
                UserPrincipal nobody = data.getFileSystem()
                        .getUserPrincipalLookupService()
                        .lookupPrincipalByName(PostgresBinaries.NOBODY);
                Files.setOwner(data, nobody);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the data folder could not be handed over", e);
        }
        List<String> command =
                List.of("initdb", "-D", data.toString(), "-A", "trust", "-U", "postgres", "-E", "UTF8", "--no-locale");
        Process initdb = programs.start(command, log("initdb"));
        Processes.awaitEnd(initdb);
        if (initdb.exitValue() != 0) {
            throw new IllegalStateException("initdb failed:\n" + read(log("initdb")));
        }
    }

    private void awaitConnections() {
        long deadline = System.nanoTime() + START.toNanos();
        Properties login = new Properties();
        login.setProperty("user", "postgres");
        while (true) {
            try {
                DriverManager.getConnection(url("postgres"), login).close();
                return;
            } catch (SQLException e) {
                Process running = postmaster;
                if (System.nanoTime() > deadline || running == null || !running.isAlive()) {
                    throw new IllegalStateException("PostgreSQL did not start:\n" + read(log("server")), e);
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(5);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for PostgreSQL", e);
        }
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return "(no log: " + e.getMessage() + ")";
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
