package io.tokenmint.http;

import io.tokenmint.Introspection;
import io.tokenmint.TokenService;
import io.tokenmint.spi.StoreException;
import java.util.Optional;

/** Says what a token is worth: in this JVM, or by asking elsewhere. Safe for use by many threads. */
@FunctionalInterface
public interface TokenVerifier {
    /**
     * Looks a token up.
     *
     * @param token any text of the characters that RFC 6750 section 2.1 allows; it must not be kept, logged or thrown
     * @return what is known of the token when it is good now; empty when it is not, for whatever reason
     * @throws VerifierUnavailableException when nobody can tell now; the request is then refused with status 503
     */
    Optional<TokenFacts> verify(String token);

    /**
     * A verifier on a service in this JVM. It sees a revocation at once.
     *
     * @param service the service that issued the tokens
     * @return a verifier that asks {@link TokenService#introspect}, which counts as a use of the token
     */
    static TokenVerifier inProcess(TokenService service) {
        return token -> {
            try {
                return service.introspect(token) instanceof Introspection.Active active
                        ? Optional.of(TokenFacts.of(active))
                        : Optional.empty();
            } catch (StoreException e) {
                throw new VerifierUnavailableException("a store failed; see the cause for what to do", e);
            }
        };
    }
}
