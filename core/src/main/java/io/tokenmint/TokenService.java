package io.tokenmint;

import io.tokenmint.spi.Authorization;
import io.tokenmint.spi.Client;
import io.tokenmint.spi.ClientStore;
import io.tokenmint.spi.Scope;
import io.tokenmint.spi.StoreException;
import io.tokenmint.spi.TokenStore;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Issues, introspects and revokes tokens. Safe for use by many threads; has no thread of its own and nothing to close.
 *
 * <pre>{@code
 * MemoryClientStore clients = new MemoryClientStore();
 * TokenSettings settings = TokenSettings.defaults();
 * TokenService service = new TokenService(clients, new MemoryTokenStore(), settings);
 * RegisteredClient acme = new ClientRegistrar(clients, settings).register(client -> client.scope(Scope.of("a.read")));
 *
 * TokenResponse response = service.issue(TokenRequest.clientCredentials(acme.clientId(), acme.secret()));
 * if (response instanceof TokenResponse.Issued issued) {
 *     service.introspect(issued.accessToken());
 * }
 * }</pre>
 */
public final class TokenService {
    private final TokenStore tokens;
    private final Clock clock;
    private final Map<String, Grant> grants;
    private final Duration maxTokenLifetime;
    private final ClientProfiles profiles;
    private final ClientAuthenticator authenticator;
    private final TokenMinter minter;
    private final TokenIntrospector introspector;
    private final TokenRevoker revoker;
    private final Listeners listeners;

    /**
     * A service on two stores.
     *
     * @param clients where clients are looked up; put a {@link CachingClientStore} in front of one that is slow
     * @param tokens where tokens are kept
     * @param settings how the service behaves
     */
    @Inject
    @SuppressWarnings("exports") // the annotation is optional: who injects has it
    public TokenService(ClientStore clients, TokenStore tokens, TokenSettings settings) {
        ScratchPool scratchPool = new ScratchPool();
        this.tokens = tokens;
        this.clock = settings.clock();
        this.grants = settings.grants();
        this.maxTokenLifetime = settings.maxTokenLifetime();
        this.profiles = new ClientProfiles(clients, settings);
        this.authenticator = new ClientAuthenticator(clients, profiles, scratchPool, settings);
        this.minter = new TokenMinter(settings, scratchPool);
        this.listeners = new Listeners(settings.listeners());
        this.introspector = new TokenIntrospector(clients, tokens, minter, listeners, settings);
        this.revoker = new TokenRevoker(tokens, introspector, minter, listeners);
    }

    /**
     * Issues a token to a client that proves who it is, or refuses.
     *
     * @param request the request, credentials included
     * @return the token, kept by the store by then, or the error of RFC 6749 section 5.2
     * @throws StoreException when a store failed; no token was handed out
     */
    public TokenResponse issue(TokenRequest request) {
        Instant now = now();
        long started = listeners.startTime();
        try {
            String grantType = requireGrantType(request);
            ClientProfile.Proof proof = authenticator.authenticate(request.credentialsOrNull(), request.source(), now);
            return issue(request, grantType, proof.profile(), proof.secretId(), now, started);
        } catch (Refusal refusal) {
            listeners.tellRefused(Asking.with(request.credentialsOrNull(), request.source(), now, started), refusal);
            return refusal.toResponse();
        } catch (RuntimeException | Error fault) {
            listeners.tellFailed(
                    Asking.with(request.credentialsOrNull(), request.source(), now, started), "issue", fault);
            throw fault;
        }
    }

    /**
     * Issues a token for everything a client holds, when the host has decided already who is asking. All but authentication is
     * as in {@link #issue}.
     *
     * @param clientId the client
     * @return the token or the error
     * @throws StoreException when a store failed; no token was handed out
     */
    public TokenResponse issueFor(String clientId) {
        return issueUnasked(clientId, TokenRequest.of(ClientCredentialsGrant.GRANT_TYPE));
    }

    /**
     * Issues a token for certain scopes, when the host has decided already who is asking. All but authentication is as in
     * {@link #issue}.
     *
     * @param clientId the client
     * @param scopes the scope-tokens asked for, one or more
     * @return the token or the error
     * @throws IllegalArgumentException when there is none: nothing must not come to mean everything
     * @throws StoreException when a store failed; no token was handed out
     */
    public TokenResponse issueFor(String clientId, Collection<String> scopes) {
        if (scopes.isEmpty() || !scopes.stream().allMatch(Scope::isToken)) {
            throw new IllegalArgumentException(
                    "name one scope-token or more, or leave the scopes out for everything the client holds");
        }
        TokenRequest request =
                TokenRequest.of(ClientCredentialsGrant.GRANT_TYPE).withScope(String.join(" ", scopes));
        return issueUnasked(clientId, request);
    }

    private TokenResponse issueUnasked(String clientId, TokenRequest request) {
        Instant now = now();
        long started = listeners.startTime();
        try {
            ClientProfile client = profiles.find(clientId);
            if (client == null || !client.client().enabled()) {
                throw new Refusal(TokenError.INVALID_CLIENT, client == null ? "unknown_client" : "client_disabled");
            }
            return issue(request, ClientCredentialsGrant.GRANT_TYPE, client, null, now, started);
        } catch (Refusal refusal) {
            listeners.tellRefused(Asking.vouchedFor(clientId, now, started), refusal);
            return refusal.toResponse();
        } catch (RuntimeException | Error fault) {
            listeners.tellFailed(Asking.vouchedFor(clientId, now, started), "issue", fault);
            throw fault;
        }
    }

    private TokenResponse issue(
            TokenRequest request,
            String grantType,
            ClientProfile client,
            @Nullable String secretId,
            Instant now,
            long started) {
        Grant grant = requireGrant(grantType, client.client());
        Authorization authorization = requireLifetime(grant.approve(request, client, now));
        TokenMinter.Minted minted = minter.mint(authorization, now);
        tokens.insert(minted.stored());
        if (!listeners.isEmpty()) {
            listeners.tell(new TokenEvent.Issued(
                    now,
                    Listeners.since(started),
                    authorization.clientId(),
                    Optional.ofNullable(secretId),
                    secretId == null ? Optional.empty() : request.credentials().map(ClientCredentials::method),
                    request.source(),
                    grantType,
                    authorization.scope(),
                    minted.stored().key()));
        }
        return new TokenResponse.Issued(
                minted.token(),
                authorization.lifetime().toSeconds() - 1,
                client.sessionIdleTime().toSeconds(),
                authorization.scope(),
                client.answerShape());
    }

    /**
     * Finds out who asks, for what lies beside the token endpoint.
     *
     * @param credentials what the caller shows; empty when it shows nothing
     * @param source where the request came from, if the host knows
     * @return the client that the caller has proved to be
     * @throws Refusal with {@code invalid_client} when it has not
     * @throws StoreException when a store failed
     */
    public Caller authenticate(Optional<ClientCredentials> credentials, Optional<String> source) {
        Instant now = now();
        long started = listeners.startTime();
        ClientCredentials shown = credentials.orElse(null);
        try {
            ClientProfile.Proof proof = authenticator.authenticate(shown, source, now);
            if (!listeners.isEmpty() && shown != null) {
                listeners.tell(new TokenEvent.Authenticated(
                        now, Listeners.since(started), proof.client().id(), proof.secretId(), shown.method(), source));
            }
            return new Caller(proof.client(), source);
        } catch (Refusal refusal) {
            listeners.tellRefused(Asking.with(shown, source, now, started), refusal);
            throw refusal;
        } catch (RuntimeException | Error fault) {
            listeners.tellFailed(Asking.with(shown, source, now, started), "authenticate", fault);
            throw fault;
        }
    }

    /**
     * Says what a token is worth now. Costs one hash and one look-up in each store; a text that cannot be a live token costs
     * no look-up at all. Where idle expiry is on, this is what counts as use.
     *
     * @param token any text
     * @return what it permits, or that it is not good
     * @throws StoreException when a store failed
     */
    public Introspection introspect(String token) {
        return introspector.introspect(token, null, now());
    }

    /**
     * Says what a token is worth now, to a client that may see some tokens only: its own, and those that its
     * {@linkplain Client#introspection() rights} name. Any other is not good as far as it is told, and was not used.
     *
     * @param token any text
     * @param caller who asks, as {@link #authenticate} gave it
     * @return what it permits, or that it is not good
     * @throws StoreException when a store failed
     */
    public Introspection introspect(String token, Caller caller) {
        return introspector.introspect(token, caller, now());
    }

    /**
     * Revokes a token: it is good nowhere from then on.
     *
     * @param token any text
     * @return true when there was such a token
     * @throws StoreException when nobody can tell whether it is gone
     */
    public boolean revoke(String token) {
        return revoker.revoke(token, null, now());
    }

    /**
     * Revokes a token for the client that it was issued to (RFC 7009 section 2.1).
     *
     * @param token any text
     * @param caller who asks, as {@link #authenticate} gave it
     * @return true when there was such a token
     * @throws Refusal with {@code invalid_grant} when it was issued to another client; it is as good as before then
     * @throws StoreException when nobody can tell whether it is gone
     */
    public boolean revoke(String token, Caller caller) {
        return revoker.revoke(token, caller, now());
    }

    /**
     * Tells the listeners of a request that was refused before it reached the service, for how it was sent. A host that reads
     * requests itself calls this, so that its audit misses nothing; the endpoints of {@code tokenmint-http} do.
     *
     * @param refusal why it was refused
     * @param source where it came from, if the host knows
     */
    public void tellRefused(Refusal refusal, Optional<String> source) {
        listeners.tellRefused(Asking.with(null, source, now(), listeners.startTime()), refusal);
    }

    /**
     * The grants that the service knows.
     *
     * @return their {@code grant_type} values
     */
    public Set<String> grantTypes() {
        return grants.keySet();
    }

    private static String requireGrantType(TokenRequest request) {
        String grantType = request.grantTypeOrNull();
        if (grantType == null) {
            throw new Refusal(
                    TokenError.INVALID_REQUEST, "no_grant_type", "The parameter grant_type is missing; send it.");
        }
        return grantType;
    }

    private Grant requireGrant(String grantType, Client client) {
        Grant grant = grants.get(grantType);
        if (grant == null) {
            throw new Refusal(TokenError.UNSUPPORTED_GRANT_TYPE, "unknown_grant_type");
        }
        if (!client.grantTypes().contains(grantType)) {
            throw new Refusal(TokenError.UNAUTHORIZED_CLIENT, "grant_type_not_allowed");
        }
        return grant;
    }

    private Authorization requireLifetime(Authorization authorization) {
        Duration lifetime = authorization.lifetime();
        if (lifetime.toSeconds() < 2 || lifetime.compareTo(maxTokenLifetime) > 0) {
            throw new IllegalStateException("client '" + authorization.clientId()
                    + "' is given a token lifetime outside 2 seconds to maxTokenLifetime: change one of them");
        }
        return authorization;
    }

    private Instant now() {
        return Instant.ofEpochMilli(clock.millis());
    }
}
