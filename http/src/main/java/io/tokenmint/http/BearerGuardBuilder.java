package io.tokenmint.http;

import io.tokenmint.TokenListener;
import io.tokenmint.spi.Scope;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Builds a {@link BearerGuard}; every method refuses values that cannot work. */
public final class BearerGuardBuilder {
    final TokenVerifier verifier;
    String realm = "api";
    String resourceMetadata = "";
    Optional<String> audience = Optional.empty();
    Optional<TenantSource> tenant = Optional.empty();
    Scope allOf = Scope.empty();
    final List<Scope> anyOf = new ArrayList<>();
    Optional<ErrorBody> errorBody = Optional.empty();
    Duration retryAfter = Duration.ofSeconds(5);
    final List<TokenListener> listeners = new ArrayList<>();
    Clock clock = Clock.systemUTC();

    BearerGuardBuilder(TokenVerifier verifier) {
        this.verifier = verifier;
    }

    BearerGuardBuilder(BearerGuardBuilder other) {
        verifier = other.verifier;
        realm = other.realm;
        resourceMetadata = other.resourceMetadata;
        audience = other.audience;
        tenant = other.tenant;
        allOf = other.allOf;
        anyOf.addAll(other.anyOf);
        errorBody = other.errorBody;
        retryAfter = other.retryAfter;
        listeners.addAll(other.listeners);
        clock = other.clock;
    }

    /**
     * Sets the name of what is protected, {@code api} unless set.
     *
     * @param realm printable ASCII without quote and backslash
     * @return this
     */
    public BearerGuardBuilder realm(String realm) {
        this.realm = realm;
        return this;
    }

    /**
     * Sets where the metadata of the resource are, for challenges to say so (RFC 9728 section 5.1).
     *
     * @param url an {@code https} URL without fragment
     * @return this
     */
    public BearerGuardBuilder resourceMetadata(URI url) {
        if (!"https".equalsIgnoreCase(url.getScheme()) || url.getHost() == null || url.getRawFragment() != null) {
            throw new IllegalArgumentException("resourceMetadata must be an https URL without fragment");
        }
        resourceMetadata = url.toASCIIString();
        return this;
    }

    /**
     * Sets the resource that tokens must be meant for (RFC 8707). A token without any audience is then refused too. Unless
     * this is set, audiences are not looked at: set it wherever tokens have one.
     *
     * @param resource the resource identifier, compared as it is
     * @return this
     */
    public BearerGuardBuilder audience(String resource) {
        audience = Optional.of(resource);
        return this;
    }

    /**
     * Sets where a request names its tenant. Only tokens of that tenant are let in, and none without a tenant.
     *
     * @param source the source
     * @return this
     */
    public BearerGuardBuilder tenant(TenantSource source) {
        tenant = Optional.of(source);
        return this;
    }

    /**
     * Adds scope-tokens that are all needed.
     *
     * @param scopeTokens scope-tokens of RFC 6749 section 3.3
     * @return this
     * @throws IllegalArgumentException when one is malformed
     */
    public BearerGuardBuilder allOf(String... scopeTokens) {
        List<String> all = new ArrayList<>(allOf.tokens());
        all.addAll(List.of(scopeTokens));
        allOf = Scope.of(all);
        return this;
    }

    /**
     * Adds scope-tokens of which one is needed. Called again, it adds another choice: one of each is needed.
     *
     * @param scopeTokens scope-tokens of RFC 6749 section 3.3, one or more
     * @return this
     * @throws IllegalArgumentException when one is malformed, or there is none
     */
    public BearerGuardBuilder anyOf(String... scopeTokens) {
        if (scopeTokens.length == 0) {
            throw new IllegalArgumentException("anyOf needs one scope-token or more: nobody has one of none");
        }
        anyOf.add(Scope.of(scopeTokens));
        return this;
    }

    /**
     * Sets the body of refusals, empty unless set.
     *
     * @param format writes it
     * @return this
     */
    public BearerGuardBuilder errorBody(ErrorBody format) {
        errorBody = Optional.of(format);
        return this;
    }

    /**
     * Sets after how long a caller may come back when the verifier cannot tell, 5 seconds unless set.
     *
     * @param delay whole seconds, one or more
     * @return this
     */
    public BearerGuardBuilder retryAfter(Duration delay) {
        if (delay.toSeconds() < 1 || !delay.equals(Duration.ofSeconds(delay.toSeconds()))) {
            throw new IllegalArgumentException("retryAfter must be one whole second or more");
        }
        retryAfter = delay;
        return this;
    }

    /**
     * Adds somebody who is told of each request that the guard does not let through, as
     * {@link io.tokenmint.TokenEvent.AccessDenied}.
     *
     * @param listener the listener; the service's own will do
     * @return this
     */
    public BearerGuardBuilder listener(TokenListener listener) {
        listeners.add(listener);
        return this;
    }

    /**
     * Sets the clock that denied requests are dated by, the system's unless set.
     *
     * @param clock the clock
     * @return this
     */
    public BearerGuardBuilder clock(Clock clock) {
        this.clock = clock;
        return this;
    }

    /**
     * Builds the guard.
     *
     * @return the guard
     * @throws IllegalArgumentException when the realm does not fit a challenge
     */
    public BearerGuard build() {
        return new BearerGuard(new BearerGuardBuilder(this));
    }

    /** A scope that is enough, for the challenge to name. */
    String scope() {
        List<String> enough = new ArrayList<>(allOf.tokens());
        anyOf.forEach(group -> enough.addAll(group.tokens()));
        return Scope.of(enough).toString();
    }
}
