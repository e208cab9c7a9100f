package io.tokenmint.http;

import io.tokenmint.http.AccessDecision.Denied;
import io.tokenmint.http.AccessDecision.Granted;
import io.tokenmint.spi.Scope;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Guards a resource with Bearer tokens (RFC 6750). It knows no server: {@link BearerFilter} mounts it in a servlet container,
 * {@link BearerHttpFilter} in the JDK's server. Immutable and safe for use by many threads.
 *
 * <pre>{@code
 * BearerGuard guard = BearerGuard.builder(TokenVerifier.inProcess(service))
 *         .audience("https://api.example")
 *         .tenant(TenantSource.path("/{tenant}"))
 *         .allOf("orders.read")
 *         .build();
 *
 * AccessDecision decision = guard.decide(AccessRequest.of(headers).withPath("/acme/orders"));
 * }</pre>
 *
 * <p>The checks, in order, with what a request that fails one gets:
 *
 * <pre>
 * a Bearer token in the header?                401, a challenge without error
 * one header, well-formed, no second token?    400 invalid_request
 * good, says the verifier?                     401 invalid_token; 503 when it cannot tell
 * for this audience?                           401 invalid_token
 * does the request name its tenant?            400 invalid_request
 * is it the token's?                           403 insufficient_scope
 * all scopes, and one of each alternative?     403 insufficient_scope
 * </pre>
 *
 * <p><strong>Without {@link BearerGuardBuilder#audience} a guard lets in tokens that were issued for any other
 * resource.</strong>
 *
 * <p>A token is taken from the {@code Authorization} header only: never from the query string (RFC 9700 section 4.3.2), nor
 * from a form in the body, which RFC 6750 section 2.2 leaves optional.
 */
public final class BearerGuard {
    private static final Logger LOG = LoggerFactory.getLogger(BearerGuard.class);

    private final BearerGuardBuilder settings;
    private final TokenVerifier verifier;
    private final Optional<String> audience;
    private final Optional<TenantSource> tenant;
    private final String[] allOf;
    private final String[][] anyOf;
    private final Optional<ErrorBody> errorBody;
    private final Denials denials;
    private final DenialAudit audit;

    BearerGuard(BearerGuardBuilder builder) {
        settings = builder;
        verifier = builder.verifier;
        audience = builder.audience;
        tenant = builder.tenant;
        allOf = array(builder.allOf);
        anyOf = builder.anyOf.stream().map(BearerGuard::array).toArray(String[][]::new);
        errorBody = builder.errorBody;
        denials = new Denials(
                new BearerChallenge(builder.realm, builder.resourceMetadata), builder.scope(), builder.retryAfter);
        audit = new DenialAudit(builder.listeners, builder.clock);
    }

    /**
     * Begins a guard that lets in every good token. <strong>Unless {@link BearerGuardBuilder#audience} is set, that includes
     * tokens that were issued for any other resource.</strong>
     *
     * @param verifier says which are good
     * @return a builder
     */
    public static BearerGuardBuilder builder(TokenVerifier verifier) {
        return new BearerGuardBuilder(verifier);
    }

    /**
     * Begins a guard like this one, for a resource that wants more.
     *
     * @return a builder that holds every setting of this guard
     */
    public BearerGuardBuilder toBuilder() {
        return new BearerGuardBuilder(settings);
    }

    /**
     * Decides about a request. A failure of the verifier never grants it.
     *
     * @param request the request
     * @return granted, with the caller's client, tenant and scope, or denied, with status and header fields
     */
    public AccessDecision decide(AccessRequest request) {
        long begun = audit.begin();
        BearerCredentials credentials = BearerCredentials.of(request.headers().values("Authorization"));
        Denied malformed = malformed(credentials, request);
        if (malformed != null) {
            return audit.told(malformed, Optional.empty(), request, begun);
        }
        try {
            Optional<TokenFacts> token = verifier.verify(credentials.token());
            Denied denied = denial(token, request);
            return denied == null ? new Granted(token.orElseThrow()) : audit.told(denied, token, request, begun);
        } catch (VerifierUnavailableException e) {
            LOG.warn(
                    "a request was refused with status 503 because its token could not be checked: {}", e.getMessage());
            LOG.debug("what failed:", e);
            return audit.told(denials.unavailable, Optional.empty(), request, begun);
        }
    }

    private @Nullable Denied malformed(BearerCredentials credentials, AccessRequest request) {
        if (credentials.kind() == BearerCredentials.Kind.NONE) {
            return denials.noCredentials;
        }
        if (request.hasTokenOutsideHeader()) {
            return denials.severalTokens;
        }
        return credentials.kind() == BearerCredentials.Kind.TOKEN ? null : denials.malformedHeader;
    }

    private @Nullable Denied denial(Optional<TokenFacts> verified, AccessRequest request) {
        if (verified.isEmpty() || !isForThisAudience(verified.get())) {
            return denials.invalidToken;
        }
        TokenFacts token = verified.get();
        if (tenant.isPresent()) {
            Optional<String> wanted = tenant.get().tenantOf(request);
            if (wanted.isEmpty()) {
                return denials.noTenant;
            }
            if (!wanted.equals(token.tenant())) {
                return denials.otherTenant;
            }
        }
        return permits(token.scope()) ? null : denials.insufficientScope;
    }

    private boolean isForThisAudience(TokenFacts token) {
        return audience.isEmpty() || token.audience().contains(audience.get());
    }

    private boolean permits(Scope scope) {
        for (String needed : allOf) {
            if (!scope.contains(needed)) {
                return false;
            }
        }
        for (String[] group : anyOf) {
            if (!permitsOne(scope, group)) {
                return false;
            }
        }
        return true;
    }

    private static String[] array(Scope scope) {
        return scope.tokens().toArray(String[]::new);
    }

    private static boolean permitsOne(Scope scope, String[] group) {
        for (String enough : group) {
            if (scope.contains(enough)) {
                return true;
            }
        }
        return false;
    }

    /** The body of a refusal, where the host has a format for it. */
    Optional<ErrorBody.Content> body(Denied denied) {
        return errorBody.map(format -> format.of(denied));
    }

    String realm() {
        return settings.realm;
    }
}
