package io.tokenmint.benchmarks;

import io.tokenmint.CachingClientStore;
import io.tokenmint.ClientRegistrar;
import io.tokenmint.SecretHash;
import io.tokenmint.TokenRequest;
import io.tokenmint.TokenResponse;
import io.tokenmint.TokenService;
import io.tokenmint.TokenSettings;
import io.tokenmint.spi.ClientRegistry;
import io.tokenmint.spi.ClientStore;
import io.tokenmint.spi.Scope;
import io.tokenmint.spi.TokenStore;
import io.tokenmint.store.jdbc.JdbcClientStore;
import io.tokenmint.store.jdbc.JdbcSchema;
import io.tokenmint.store.jdbc.JdbcSettings;
import io.tokenmint.store.jdbc.JdbcTokenStore;
import io.tokenmint.store.memory.MemoryClientStore;
import io.tokenmint.store.memory.MemoryTokenStore;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Tokenmint, as an application in this JVM calls it. */
final class TokenmintSource implements TokenSource {
    private final Workload workload;
    private final String scope;
    private final TokenSettings settings;
    private final ClientStore clients;
    private final @Nullable Database database;
    private TokenService service;

    private TokenmintSource(
            Workload workload, ClientRegistry registry, ClientStore clients, Clock clock, @Nullable Database database) {
        this.workload = workload;
        this.scope = workload.requestedScope();
        this.settings = settings(workload.secretKind(), clock);
        this.clients = clients;
        this.database = database;
        register(workload, new ClientRegistrar(registry, settings));
        this.service = new TokenService(clients, emptyStore(), settings);
    }

    static TokenmintSource inMemory(Workload workload) {
        return inMemory(workload, Clock.systemUTC());
    }

    static TokenmintSource inMemory(Workload workload, Clock clock) {
        MemoryClientStore registry = new MemoryClientStore();
        return new TokenmintSource(workload, registry, registry, clock, null);
    }

    static TokenmintSource on(Database database, Workload workload) {
        JdbcSchema.create(database.pool(), JdbcSettings.defaults());
        JdbcClientStore registry = new JdbcClientStore(database.pool(), JdbcSettings.defaults());
        CachingClientStore clients = new CachingClientStore(registry);
        return new TokenmintSource(workload, registry, clients, Clock.systemUTC(), database);
    }

    TokenService service() {
        return service;
    }

    @Override
    public Minting minting() {
        return client -> mint(workload.clients().get(client));
    }

    @Override
    public void empty() {
        if (database != null) {
            database.execute("TRUNCATE TABLE tokenmint_token");
        }
        service = new TokenService(clients, emptyStore(), settings);
    }

    @Override
    public void close() {
        if (database != null) {
            database.close();
        }
    }

    TokenResponse mint(Workload.Caller client) {
        TokenResponse response = service.issue(
                TokenRequest.clientCredentials(client.id(), client.secret()).withScope(scope));
        if (response instanceof TokenResponse.Refused refused) {
            throw new IllegalStateException("refused: " + refused.error());
        }
        return response;
    }

    private TokenStore emptyStore() {
        return database == null ? new MemoryTokenStore() : new JdbcTokenStore(database.pool());
    }

    private static void register(Workload workload, ClientRegistrar registrar) {
        String prefix = workload.secretKind() == SecretKind.SHA256 ? "{sha256}" : "{bcrypt}";
        for (Workload.Caller client : workload.clients()) {
            registrar.importClient(
                    client.id(), prefix + client.storedSecret(), details -> details.scope(Scope.of(workload.scope())));
        }
    }

    private static TokenSettings settings(SecretKind secretKind, Clock clock) {
        TokenSettings.Builder settings = TokenSettings.builder().clock(clock).secretHash(new Bcrypt());
        if (secretKind == SecretKind.BCRYPT) {
            settings.rememberedSecrets(0);
        }
        return settings.build();
    }

    /** What an application plugs in whose clients have bcrypt secrets. */
    private static final class Bcrypt implements SecretHash {
        private static final String PREFIX = "{bcrypt}";

        @Override
        public boolean understands(String stored) {
            return stored.startsWith(PREFIX);
        }

        @Override
        public boolean matches(String secret, String stored) {
            return SecretKind.BCRYPT_10.matches(secret, stored.substring(PREFIX.length()));
        }

        @Override
        public String hash(String secret) {
            return PREFIX + SecretKind.BCRYPT_10.encode(secret);
        }

        @Override
        public boolean isOutdated(String stored) {
            return false;
        }
    }
}
