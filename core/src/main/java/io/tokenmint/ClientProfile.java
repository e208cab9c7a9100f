package io.tokenmint;

import io.tokenmint.spi.AnswerShape;
import io.tokenmint.spi.Authorization;
import io.tokenmint.spi.Client;
import io.tokenmint.spi.ClientSecret;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A client as the service sees it: its registration with the service's settings filled in, and what was worked out from them
 * once. Made anew whenever the registration changes.
 */
public final class ClientProfile {
    /** All of them are checked at each request, so there are few. */
    static final int MAX_SLOW_SECRETS = 2;

    // Enough for the handful of scopes a client asks for again and again; the rest is worked out each time.
    private static final int MAX_REMEMBERED = 64;
    private static final int MAX_REMEMBERED_LENGTH = 1_024;

    private final Client client;
    private final Duration tokenLifetime;
    private final Duration sessionIdleTime;
    private final AnswerShape answerShape;
    private final ScopeRules scopeRules;
    private final List<String> defaultAudience;
    private final List<Proof> proofs;
    private final List<FastSecret> fastSecrets;
    private final List<ClientSecret> slowSecrets;
    private final Map<String, Authorization> remembered = new ConcurrentHashMap<>();

    /** A secret that one SHA-256 checks. */
    @SuppressWarnings("ArrayRecordComponent") // compared by MessageDigest.isEqual alone
    record FastSecret(ClientSecret secret, byte[] sha256) {}

    /** That a request came from this client, and by which of its secrets that is known. */
    record Proof(ClientProfile profile, ClientSecret secret) {
        Client client() {
            return profile.client();
        }

        String secretId() {
            return secret.id();
        }
    }

    ClientProfile(Client client, TokenSettings settings) {
        this.client = client;
        this.tokenLifetime = client.settings().tokenLifetime().orElse(settings.tokenLifetime());
        this.sessionIdleTime = client.settings().sessionIdleTime().orElse(settings.sessionIdleTime());
        this.answerShape = client.settings().answerShape().orElse(settings.answerShape());
        this.scopeRules = new ScopeRules(client, client.settings().scopePolicy().orElse(settings.scopePolicy()));
        this.defaultAudience = client.defaultAudience().map(List::of).orElse(List.of());
        this.proofs =
                client.secrets().stream().map(secret -> new Proof(this, secret)).toList();
        this.fastSecrets = new ArrayList<>();
        this.slowSecrets = new ArrayList<>();
        for (ClientSecret secret : client.secrets()) {
            byte @Nullable [] sha256 = GeneratedSecret.decode(secret.hash());
            if (sha256 == null) {
                slowSecrets.add(secret);
            } else {
                fastSecrets.add(new FastSecret(secret, sha256));
            }
        }
    }

    /**
     * The registration.
     *
     * @return the client as the store has it
     */
    public Client client() {
        return client;
    }

    /**
     * Applies the client's scopes, tenant, resources and lifetime to a request. Asking for the same again gives the same
     * object.
     *
     * @param scope the {@code scope} value as sent (RFC 6749 section 3.3); empty when none was
     * @param resources the resource indicators as sent (RFC 8707 section 2); empty when none was
     * @return what a token may do
     * @throws Refusal with {@code invalid_scope} or {@code invalid_target}
     */
    public Authorization authorize(String scope, List<String> resources) {
        if (!resources.isEmpty() || scope.length() > MAX_REMEMBERED_LENGTH) {
            return workOut(scope, resources);
        }
        Authorization known = remembered.get(scope);
        if (known != null) {
            return known;
        }
        Authorization authorization = workOut(scope, resources);
        if (remembered.size() < MAX_REMEMBERED) {
            Authorization other = remembered.putIfAbsent(scope, authorization);
            return other == null ? authorization : other;
        }
        return authorization;
    }

    Duration sessionIdleTime() {
        return sessionIdleTime;
    }

    AnswerShape answerShape() {
        return answerShape;
    }

    /** One for each secret, made once: this is on the path of every request. */
    @SuppressWarnings("ReferenceEquality") // it is one of those that the client came with
    Proof provedBy(ClientSecret secret) {
        for (int i = 0; i < proofs.size(); i++) {
            if (proofs.get(i).secret() == secret) {
                return proofs.get(i);
            }
        }
        throw new IllegalArgumentException("not a secret of this client");
    }

    List<FastSecret> fastSecrets() {
        return fastSecrets;
    }

    boolean isSlow(ClientSecret secret) {
        return slowSecrets.contains(secret);
    }

    List<ClientSecret> liveSlowSecrets(Instant now) {
        return slowSecrets.isEmpty()
                ? slowSecrets
                : slowSecrets.stream()
                        .filter(secret -> secret.isLive(now))
                        .limit(MAX_SLOW_SECRETS)
                        .toList();
    }

    private Authorization workOut(String scope, List<String> resources) {
        return new Authorization(
                client.id(),
                client.generation(),
                scopeRules.grant(scope),
                resources.isEmpty() ? defaultAudience : requireRegistered(resources),
                tokenLifetime,
                "");
    }

    private List<String> requireRegistered(List<String> resources) {
        Set<String> audience = new LinkedHashSet<>(resources);
        // RFC 8707 section 2: only registered resources, compared as plain text, so a malformed one cannot be among
        // them.
        if (!client.audiences().containsAll(audience)) {
            throw new Refusal(TokenError.INVALID_TARGET, "resource_not_registered");
        }
        return List.copyOf(audience);
    }
}
