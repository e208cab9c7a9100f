package io.tokenmint;

import io.tokenmint.spi.AuthenticationMethod;
import io.tokenmint.spi.Authorization;
import io.tokenmint.spi.Client;
import io.tokenmint.spi.ClientBuilder;
import io.tokenmint.spi.ClientRegistry;
import io.tokenmint.spi.ClientSecret;
import io.tokenmint.spi.ClientSettings;
import io.tokenmint.spi.Scope;
import io.tokenmint.spi.StoreException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Registers clients and looks after them, the part of a developer portal. Ids and secrets are generated; a secret is returned
 * once and kept as a hash.
 *
 * <pre>{@code
 * RegisteredClient acme = registrar.register(client -> client.tenant("acme").scope(Scope.of("order.order_read")));
 * }</pre>
 *
 * <p>A new client may use the client-credentials grant and either way of sending its secret; it has no scope, no tenant and no
 * audience unless told so. Changes are compare-and-set: two registrars on two nodes never overwrite each other.
 */
public final class ClientRegistrar {
    private static final int ATTEMPTS = 10;

    private final ClientRegistry registry;
    private final TokenSettings settings;
    private final Optional<CachingClientStore> cache;

    /**
     * A registrar that works on a registry.
     *
     * @param registry where clients are kept
     * @param settings the settings of the service, for clock, random source, hashes and the longest lifetime
     */
    public ClientRegistrar(ClientRegistry registry, TokenSettings settings) {
        this(registry, settings, Optional.empty());
    }

    private ClientRegistrar(ClientRegistry registry, TokenSettings settings, Optional<CachingClientStore> cache) {
        this.registry = registry;
        this.settings = settings;
        this.cache = cache;
    }

    /**
     * The same registrar, whose changes a service on this node sees at once.
     *
     * @param clients the cache the service reads through
     * @return a copy
     */
    public ClientRegistrar invalidating(CachingClientStore clients) {
        return new ClientRegistrar(registry, settings, Optional.of(clients));
    }

    /**
     * Registers a client with a generated id and a generated secret.
     *
     * @param details says what the client may do
     * @return the client, and its secret for the only time
     * @throws IllegalArgumentException when the details are not valid; the message says which and why
     * @throws StoreException when the registry failed
     */
    public RegisteredClient register(UnaryOperator<ClientBuilder> details) {
        return register(generatedId(), details);
    }

    /**
     * Registers a client with a chosen id and a generated secret.
     *
     * @param clientId the id
     * @param details says what the client may do
     * @return the client, and its secret for the only time
     * @throws IllegalArgumentException when the details are not valid or the id is taken
     * @throws StoreException when the registry failed
     */
    public RegisteredClient register(String clientId, UnaryOperator<ClientBuilder> details) {
        String secret = GeneratedSecret.next(settings.random());
        return new RegisteredClient(insert(clientId, details, GeneratedSecret.hash(secret)), secret);
    }

    /**
     * Registers a "dedicated credential": a client of the same tenant, audiences and settings as another, with fewer scopes.
     *
     * @param clientId the client it is made from
     * @param scope a part of what that client holds, not empty
     * @return the new client, and its secret for the only time
     * @throws IllegalArgumentException when there is no such client, or it does not hold all of the scope
     * @throws StoreException when the registry failed
     */
    public RegisteredClient registerDedicated(String clientId, Scope scope) {
        Client origin = require(clientId);
        if (scope.isEmpty() || !origin.scope().tokens().containsAll(scope.tokens())) {
            throw new IllegalArgumentException(
                    "a dedicated credential gets a part of the scope of its origin: name one or more tokens it holds");
        }
        String id = generatedId();
        String secret = GeneratedSecret.next(settings.random());
        UnaryOperator<ClientBuilder> copy =
                fresh -> new CopiedDetails(origin).applyTo(fresh).scope(scope);
        return new RegisteredClient(insert(id, copy, GeneratedSecret.hash(secret)), secret);
    }

    /**
     * Registers a client whose secret a person chose. It is kept as a slow hash.
     *
     * @param clientId the id
     * @param secret 1 to 1,024 printable ASCII characters (RFC 6749 appendix A.2)
     * @param details says what the client may do
     * @return the client
     * @throws IllegalArgumentException when secret or details are not valid, or the id is taken
     * @throws StoreException when the registry failed
     */
    public Client registerChosen(String clientId, String secret, UnaryOperator<ClientBuilder> details) {
        if (secret.isEmpty()
                || secret.length() > Scratch.MAX_TEXT
                || !secret.chars().allMatch(c -> c >= 0x20 && c <= 0x7E)) {
            throw new IllegalArgumentException(
                    "a secret has 1 to " + Scratch.MAX_TEXT + " printable ASCII characters (RFC 6749 appendix A.2)");
        }
        SecretHash kind = SlowSecrets.withPbkdf2(settings.secretHashes()).get(0);
        String hash = kind.hash(secret);
        requireUnderstood(hash);
        return insert(clientId, details, hash);
    }

    /**
     * Registers a client of another system with the hash that system kept of its secret.
     *
     * @param clientId the id it has there
     * @param hash a hash that describes itself and that one of the service's {@linkplain SecretHash kinds} understands
     * @param details says what the client may do
     * @return the client
     * @throws IllegalArgumentException when no kind understands the hash, the details are not valid, or the id is taken
     * @throws StoreException when the registry failed
     */
    public Client importClient(String clientId, String hash, UnaryOperator<ClientBuilder> details) {
        requireUnderstood(hash);
        return insert(clientId, details, hash);
    }

    /**
     * Gives a client a new secret. The present ones stay good for the overlap, so that all users of the client can change over.
     *
     * @param clientId the client
     * @param overlap how long the present secrets stay good, ten years at most; zero ends them at once
     * @return the client, and its new secret for the only time
     * @throws IllegalArgumentException when there is no such client, the overlap is not from zero to ten years, or the client
     *     would have more than {@value Client#MAX_SECRETS} secrets
     * @throws StoreException when the registry failed
     */
    public RegisteredClient rotateSecret(String clientId, Duration overlap) {
        if (overlap.isNegative() || overlap.compareTo(Authorization.MAX_LIFETIME) > 0) {
            throw new IllegalArgumentException("an overlap is from zero to ten years");
        }
        Instant now = settings.clock().instant();
        String secret = GeneratedSecret.next(settings.random());
        ClientSecret added = newSecret(GeneratedSecret.hash(secret), now);
        Client changed = change(
                clientId,
                client -> client.toBuilder()
                        .secrets(Stream.concat(
                                        client.secrets().stream()
                                                .map(old -> endingBy(old, now.plus(overlap)))
                                                .filter(old -> old.expiresAt()
                                                        .filter(now::isBefore)
                                                        .isPresent()),
                                        Stream.of(added))
                                .toList())
                        .build());
        return new RegisteredClient(changed, secret);
    }

    /**
     * Changes what a client may do.
     *
     * @param clientId the client
     * @param details the changes; called again when somebody else changed the client meanwhile
     * @return the client as it is now
     * @throws IllegalArgumentException when there is no such client, or the changed details are not valid
     * @throws StoreException when the registry failed, or others kept changing the client
     */
    public Client update(String clientId, UnaryOperator<ClientBuilder> details) {
        return change(clientId, client -> {
            Client changed = validated(details.apply(client.toBuilder()).build());
            // Those it had already are not in question: they may wait for a kind that is to be added again.
            changed.secrets().stream()
                    .map(ClientSecret::hash)
                    .filter(hash ->
                            client.secrets().stream().map(ClientSecret::hash).noneMatch(hash::equals))
                    .forEach(this::requireUnderstood);
            return changed;
        });
    }

    /**
     * Stops a client: it gets no more tokens, and those it has are not good while it is disabled.
     *
     * @param clientId the client
     * @return the client as it is now
     * @throws IllegalArgumentException when there is no such client
     * @throws StoreException when the registry failed
     */
    public Client disable(String clientId) {
        return change(clientId, client -> client.toBuilder().enabled(false).build());
    }

    /**
     * Lets a client in again. Tokens it had before it was disabled and that have not expired are good again;
     * {@link #revokeAll} ends them for good.
     *
     * @param clientId the client
     * @return the client as it is now
     * @throws IllegalArgumentException when there is no such client
     * @throws StoreException when the registry failed
     */
    public Client enable(String clientId) {
        return change(clientId, client -> client.toBuilder().enabled(true).build());
    }

    /**
     * Ends all tokens of a client, by giving it another generation. Nodes that hold a snapshot of the client follow within its
     * age, and then refuse also what was issued meanwhile.
     *
     * @param clientId the client
     * @return the client as it is now
     * @throws IllegalArgumentException when there is no such client
     * @throws StoreException when the registry failed
     */
    public Client revokeAll(String clientId) {
        return change(
                clientId,
                client -> client.toBuilder()
                        .generation(otherThan(client.generation()))
                        .build());
    }

    /**
     * Deletes a client for good; its tokens are not good from then on.
     *
     * @param clientId the client
     * @return true when there was one
     * @throws StoreException when the registry failed
     */
    public boolean delete(String clientId) {
        boolean deleted = registry.delete(clientId);
        cache.ifPresent(snapshots -> snapshots.invalidate(clientId));
        return deleted;
    }

    /**
     * Pages through all clients in the order of their ids.
     *
     * @param after the id the page begins after; the empty string for the first page
     * @param limit how many clients the page has at most, one or more
     * @return the next clients; fewer than {@code limit} only when there are no more
     * @throws IllegalArgumentException when the limit is less than one
     * @throws StoreException when the registry failed
     */
    public List<Client> list(String after, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("a page has one client or more: raise the limit");
        }
        return registry.list(after, limit);
    }

    private Client insert(String clientId, UnaryOperator<ClientBuilder> details, String hash) {
        Instant now = settings.clock().instant();
        ClientBuilder fresh = Client.builder(clientId)
                .createdAt(now)
                // Not from 0: whoever read an earlier client of this id must not replace the new one.
                .version(settings.random().nextLong() >>> 2)
                .generation(settings.random().nextLong())
                .authenticationMethods(AuthenticationMethod.values())
                .grantTypes(ClientCredentialsGrant.GRANT_TYPE);
        Client client = validated(
                details.apply(fresh).secrets(List.of(newSecret(hash, now))).build());
        if (!registry.insert(client)) {
            throw new IllegalArgumentException("the client id is taken: choose another");
        }
        cache.ifPresent(snapshots -> snapshots.invalidate(clientId));
        return client;
    }

    private Client change(String clientId, UnaryOperator<Client> change) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Client changed = change.apply(require(clientId));
            if (registry.update(changed)) {
                cache.ifPresent(snapshots -> snapshots.invalidate(clientId));
                return changed.toBuilder().version(changed.version() + 1).build();
            }
        }
        throw new StoreException("the client was changed by others " + ATTEMPTS + " times in a row: try again");
    }

    private Client require(String clientId) {
        return registry.find(clientId)
                .orElseThrow(() -> new IllegalArgumentException("there is no such client: check the id"));
    }

    private Client validated(Client client) {
        client.settings().tokenLifetime().ifPresent(lifetime -> {
            if (lifetime.toSeconds() < 2 || lifetime.compareTo(settings.maxTokenLifetime()) > 0) {
                throw new IllegalArgumentException(
                        "a client's token lifetime is from 2 seconds to the maxTokenLifetime of the settings");
            }
        });
        requireIdleTimeWithinLifetime(client.settings());
        Instant now = settings.clock().instant();
        long slow = client.secrets().stream()
                .filter(secret -> GeneratedSecret.decode(secret.hash()) == null && secret.isLive(now))
                .count();
        if (slow > ClientProfile.MAX_SLOW_SECRETS) {
            throw new IllegalArgumentException("a client has at most " + ClientProfile.MAX_SLOW_SECRETS
                    + " live secrets with slow hashes: end one first");
        }
        client.audiences().forEach(ClientRegistrar::requireResource);
        return client;
    }

    private void requireIdleTimeWithinLifetime(ClientSettings own) {
        Duration lifetime = own.tokenLifetime().orElse(settings.tokenLifetime());
        boolean enforced = own.idleExpiry().orElse(settings.idleExpiry());
        if ((enforced || own.sessionIdleTime().isPresent())
                && own.sessionIdleTime().orElse(settings.sessionIdleTime()).compareTo(lifetime) > 0) {
            throw new IllegalArgumentException(
                    "a client's session idle time is longer than its token lifetime, so none of"
                            + " its tokens would ever be idle: lower it or raise that");
        }
    }

    private void requireUnderstood(String hash) {
        if (GeneratedSecret.decode(hash) == null
                && SlowSecrets.withPbkdf2(settings.secretHashes()).stream().noneMatch(kind -> kind.understands(hash))) {
            throw new IllegalArgumentException(
                    "no secret hash of the settings understands the stored hash: add its kind with TokenSettings.secretHash");
        }
    }

    private static void requireResource(String audience) {
        try {
            URI uri = new URI(audience);
            if (uri.isAbsolute() && uri.getRawFragment() == null) {
                return;
            }
        } catch (URISyntaxException e) {
            // told below
        }
        throw new IllegalArgumentException("an audience is an absolute URI without fragment (RFC 8707 section 2)");
    }

    private ClientSecret newSecret(String hash, Instant now) {
        // Good from the beginning of time: a node whose clock is behind must not refuse a secret that was just handed
        // out.
        return new ClientSecret(generatedId(), hash, now, Instant.EPOCH, Optional.empty());
    }

    private static ClientSecret endingBy(ClientSecret secret, Instant end) {
        Instant earlier = secret.expiresAt().filter(end::isAfter).orElse(end);
        return new ClientSecret(
                secret.id(), secret.hash(), secret.createdAt(), secret.notBefore(), Optional.of(earlier));
    }

    private String generatedId() {
        String id;
        do {
            id = GeneratedSecret.next(settings.random()).substring(0, 22);
        } while (id.startsWith("-") || id.startsWith("_"));
        return id;
    }

    private long otherThan(long generation) {
        long next;
        do {
            next = settings.random().nextLong();
        } while (next == generation);
        return next;
    }

    /** What a dedicated credential takes over from the client it is made from. */
    private record CopiedDetails(Client origin) {
        ClientBuilder applyTo(ClientBuilder fresh) {
            origin.tenant().ifPresent(fresh::tenant);
            origin.defaultAudience().ifPresent(fresh::defaultAudience);
            return fresh.audiences(origin.audiences().toArray(String[]::new))
                    .grantTypes(origin.grantTypes().toArray(String[]::new))
                    .authenticationMethods(origin.authenticationMethods().toArray(AuthenticationMethod[]::new))
                    .settings(origin.settings());
        }
    }
}
