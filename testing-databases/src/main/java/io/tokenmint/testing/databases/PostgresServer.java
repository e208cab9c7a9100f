package io.tokenmint.testing.databases;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL server that flushes on commit. The process started is the postmaster itself, so {@link #kill()} is a crash.
 * PostgreSQL refuses to run as root: there it runs as another user.
 */
public final class PostgresServer implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);
    private static final String NOBODY = "65534";
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private static @Nullable PostgresServer shared;
    private static @Nullable Path programs;

    private final Path home;
    private final Path data;
    private final int port;
    private final List<String> options;
    private @Nullable Process postmaster;

    private PostgresServer(List<String> options) {
        home = newFolder("tokenmint-postgres");
        try {
            data = Files.createDirectory(home.resolve("data"));
            port = freePort();
        } catch (IOException e) {
            throw new UncheckedIOException("no folder or port for PostgreSQL", e);
        }
        this.options = List.copyOf(options);
    }

    /**
     * Whether this platform has a PostgreSQL; says so loudly on the standard error when it has not.
     *
     * @return true when a server can be started
     */
    public static boolean isAvailable() {
        boolean available = PostgresBinaries.archive().isPresent();
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
        PostgresServer server = new PostgresServer(List.of(options));
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        server.initialize();
        server.startAgain();
        return server;
    }

    /** Starts the server on the data it has, after {@link #kill()}, and waits until it has recovered. */
    public void startAgain() {
        List<String> command = new ArrayList<>(List.of(program("postgres"), "-D", data.toString(), "-p", "" + port));
        command.addAll(List.of("-h", "127.0.0.1", "-k", data.toString(), "-c", "max_connections=300"));
        options.forEach(option -> command.addAll(List.of("-c", option)));
        postmaster = run(command, home.resolve("server.log"));
        awaitConnections();
    }

    /** Ends the postmaster with SIGKILL and waits until it, and with it every backend, is gone. */
    public void kill() {
        Process running = postmaster;
        if (running != null) {
            List<ProcessHandle> backends = running.descendants().toList();
            end(running.destroyForcibly());
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
        if (Files.exists(home)) {
            delete(home);
        }
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=postgres";
    }

    private String program(String name) {
        return programs().resolve("bin").resolve(name).toString();
    }

    private static synchronized Path programs() {
        Path unpacked = programs;
        if (unpacked == null) {
            unpacked = PostgresBinaries.unpackInto(newFolder("tokenmint-postgres-programs"));
            Path folder = unpacked;
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
            programs = unpacked;
        }
        return unpacked;
    }

    private static Path newFolder(String name) {
        try {
            Path folder = Files.createTempDirectory(name);
            return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException("no folder for PostgreSQL", e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException | UncheckedIOException e) {
            System.err.println("could not delete " + folder + ": " + e.getMessage());
        }
    }

    private void initialize() {
        try {
            if (isRoot()) {
                UserPrincipal nobody =
                        home.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(NOBODY);
                Files.setOwner(data, nobody);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the data folder could not be handed over", e);
        }
        List<String> command = List.of(
                program("initdb"), "-D", data.toString(), "-A", "trust", "-U", "postgres", "-E", "UTF8", "--no-locale");
        Process initdb = run(command, home.resolve("initdb.log"));
        end(initdb);
        if (initdb.exitValue() != 0) {
            throw new IllegalStateException("initdb failed:\n" + read(home.resolve("initdb.log")));
        }
    }

    private static Process run(List<String> command, Path log) {
        List<String> line = new ArrayList<>();
        if (isRoot()) {
            line.addAll(List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"));
        }
        line.addAll(command);
        try {
            ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
            builder.environment().putAll(Map.of("LC_ALL", "C", "TZ", "UTC"));
            return builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .directory(new File("/"))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("could not start " + line.get(0), e);
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
                    throw new IllegalStateException(
                            "PostgreSQL did not start:\n" + read(home.resolve("server.log")), e);
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

    private static void end(Process process) {
        process.onExit().join();
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
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
