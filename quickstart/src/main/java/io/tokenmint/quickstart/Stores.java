package io.tokenmint.quickstart;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.tokenmint.CachingClientStore;
import io.tokenmint.ClientRegistrar;
import io.tokenmint.TokenService;
import io.tokenmint.TokenSettings;
import io.tokenmint.spi.ClientRegistry;
import io.tokenmint.spi.TokenKey;
import io.tokenmint.spi.TokenStore;
import io.tokenmint.store.jdbc.JdbcCleanup;
import io.tokenmint.store.jdbc.JdbcClientStore;
import io.tokenmint.store.jdbc.JdbcSchema;
import io.tokenmint.store.jdbc.JdbcSettings;
import io.tokenmint.store.jdbc.JdbcTokenStore;
import io.tokenmint.store.memory.MemoryClientStore;
import io.tokenmint.store.memory.MemoryTokenStore;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;

/** The stores that a storage stands for, open until they are closed. */
final class Stores implements AutoCloseable {
    private static final int CONNECTIONS = 16;
    private static final Duration CONNECTION_WAIT = Duration.ofSeconds(5);
    private static final Duration STATEMENT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration CLEANUP_INTERVAL = Duration.ofMinutes(5);
    private static final TokenKey NOBODYS = TokenKey.firstSlotAfter(Instant.EPOCH);

    private final ClientRegistry clients;
    private final Optional<CachingClientStore> cache;
    private final TokenStore tokens;
    private final Runnable end;

    private Stores(ClientRegistry clients, Optional<CachingClientStore> cache, TokenStore tokens, Runnable end) {
        this.clients = clients;
        this.cache = cache;
        this.tokens = tokens;
        this.end = end;
    }

    /**
     * Opens the stores; in a database it makes the tables that are missing.
     *
     * @throws io.tokenmint.spi.StoreException when the database cannot be used
     */
    static Stores open(Storage storage) throws BadOptionException {
        if (storage instanceof Storage.Folder file) {
            return jdbc(pool(
                    "jdbc:h2:file:" + file.folder().resolve("tokenmint") + ";DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0"));
        }
        if (storage instanceof Storage.Database database) {
            requireDriver(database.url());
            HikariConfig config = pool(database.url());
            database.user().ifPresent(config::setUsername);
            database.password().ifPresent(config::setPassword);
            return jdbc(config);
        }
        return new Stores(new MemoryClientStore(), Optional.empty(), new MemoryTokenStore(), () -> {});
    }

    TokenService service(TokenSettings settings) {
        return cache.isPresent()
                ? new TokenService(cache.get(), tokens, settings)
                : new TokenService(clients, tokens, settings);
    }

    ClientRegistrar registrar(TokenSettings settings) {
        ClientRegistrar registrar = new ClientRegistrar(clients, settings);
        return cache.map(registrar::invalidating).orElse(registrar);
    }

    ClientRegistry clients() {
        return clients;
    }

    /**
     * Reads something of either store, to see whether that works.
     *
     * @throws io.tokenmint.spi.StoreException when it does not
     */
    void read() {
        clients.list("", 1);
        tokens.find(NOBODYS);
    }

    @Override
    public void close() {
        end.run();
    }

    private static HikariConfig pool(String url) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("tokenmint");
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setConnectionTimeout(CONNECTION_WAIT.toMillis());
        // A database that is away is told by the first statement, in words that help.
        config.setInitializationFailTimeout(-1);
        return config;
    }

    private static Stores jdbc(HikariConfig config) {
        HikariDataSource pool = new HikariDataSource(config);
        ScheduledExecutorService cleaner = Executors.newSingleThreadScheduledExecutor(Stores::daemon);
        Runnable end = () -> {
            cleaner.shutdownNow();
            pool.close();
        };
        try {
            JdbcSettings settings =
                    JdbcSettings.builder().statementTimeout(STATEMENT_TIMEOUT).build();
            JdbcSchema.create(pool, settings);
            JdbcTokenStore tokens = new JdbcTokenStore(pool, settings);
            JdbcClientStore clients = new JdbcClientStore(pool, settings);
            // It logs its failures, and ends with its executor.
            Future<?> unused = new JdbcCleanup(tokens, Clock.systemUTC()).scheduled(cleaner, CLEANUP_INTERVAL);
            return new Stores(clients, Optional.of(new CachingClientStore(clients)), tokens, end);
        } catch (RuntimeException e) {
            end.run();
            throw e;
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "clean-up");
        thread.setDaemon(true);
        return thread;
    }

    private static void requireDriver(String url) throws BadOptionException {
        try {
            DriverManager.getDriver(url);
        } catch (SQLException e) {
            throw new BadOptionException("no driver here understands --jdbc-url (TOKENMINT_JDBC_URL): it is for"
                    + " PostgreSQL, MariaDB and H2, with addresses such as jdbc:postgresql://localhost/tokenmint");
        }
    }
}
