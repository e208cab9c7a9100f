package io.tokenmint;

import io.tokenmint.spi.AuthenticationMethod;
import io.tokenmint.spi.Scope;
import io.tokenmint.spi.TokenKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What happened, for audit and measurement. No event holds a secret or a token; a token appears as its {@link TokenKey}, which
 * prints as a short hash. Client ids of refused requests are anybody's text and therefore escaped and cut.
 */
public sealed interface TokenEvent {
    /**
     * When it happened.
     *
     * @return the time of the request
     */
    Instant at();

    /**
     * How long the service worked on it.
     *
     * @return the time from the call to the answer
     */
    Duration took();

    /**
     * A token was issued.
     *
     * @param at the time of the request
     * @param took how long it took
     * @param clientId whom it was issued to
     * @param secretId which of the client's secrets was used; empty when the host vouched for the client
     * @param method how the client showed it; empty when the host vouched for the client
     * @param source where the request came from, if the host told
     * @param grantType the grant
     * @param scope what was granted
     * @param key what the store knows the token by
     */
    record Issued(
            Instant at,
            Duration took,
            String clientId,
            Optional<String> secretId,
            Optional<AuthenticationMethod> method,
            Optional<String> source,
            String grantType,
            Scope scope,
            TokenKey key)
            implements TokenEvent {}

    /**
     * A request was refused.
     *
     * @param at the time of the request
     * @param took how long it took
     * @param clientId who asked, as they said, escaped and cut; empty when they did not
     * @param method how they showed their credentials; empty when they showed none, or nobody looked
     * @param source where the request came from, if the host told
     * @param error what the client was told
     * @param reason what it was not told: a fixed lower-case word such as {@code wrong_secret}
     */
    record Refused(
            Instant at,
            Duration took,
            Optional<String> clientId,
            Optional<AuthenticationMethod> method,
            Optional<String> source,
            TokenError error,
            String reason)
            implements TokenEvent {}

    /**
     * A token was looked at.
     *
     * @param at the time of the request
     * @param took how long it took
     * @param active whether it was good
     * @param reason why not: a fixed lower-case word such as {@code expired}; {@code active} when it was
     * @param clientId whom it was issued to; empty when there is no such token
     * @param caller the client that asked; empty when the host did
     * @param source where the request came from, if the host told
     */
    record Introspected(
            Instant at,
            Duration took,
            boolean active,
            String reason,
            Optional<String> clientId,
            Optional<String> caller,
            Optional<String> source)
            implements TokenEvent {}

    /**
     * A client authenticated for something other than a token: to ask about one, or to revoke one.
     *
     * @param at the time of the request
     * @param took how long it took
     * @param clientId who it was
     * @param secretId which of the client's secrets was used
     * @param method how the client showed it
     * @param source where the request came from, if the host told
     */
    record Authenticated(
            Instant at,
            Duration took,
            String clientId,
            String secretId,
            AuthenticationMethod method,
            Optional<String> source)
            implements TokenEvent {}

    /**
     * A token was revoked.
     *
     * @param at the time of the request
     * @param took how long it took
     * @param existed whether there was such a token
     * @param key what the store knew the token by; empty when it could not have been one
     * @param caller the client that asked; empty when the host did
     * @param source where the request came from, if the host told
     */
    record Revoked(
            Instant at,
            Duration took,
            boolean existed,
            Optional<TokenKey> key,
            Optional<String> caller,
            Optional<String> source)
            implements TokenEvent {}

    /**
     * A request got no answer, because a store failed or something else broke. Whoever called the service sees the fault
     * itself.
     *
     * @param at the time of the request
     * @param took how long it took to fail
     * @param verb what was to be done: {@code issue}, {@code authenticate}, {@code introspect} or {@code revoke}
     * @param clientId who asked, as they said, escaped and cut; empty when the host did, or they did not say
     * @param source where the request came from, if the host told
     * @param reason what broke: {@code store_failed} for a {@link io.tokenmint.spi.StoreException}, else {@code fault}
     */
    record Failed(
            Instant at, Duration took, String verb, Optional<String> clientId, Optional<String> source, String reason)
            implements TokenEvent {}

    /**
     * A guard did not let a request through to its resource (RFC 6750).
     *
     * @param at the time of the request
     * @param took how long the guard worked on it
     * @param clientId whom its token was issued to; empty when it had no good one
     * @param source where the request came from, if the host told
     * @param status the status it was answered with
     * @param reason why: a fixed lower-case word such as {@code insufficient_scope}
     */
    record AccessDenied(
            Instant at, Duration took, Optional<String> clientId, Optional<String> source, int status, String reason)
            implements TokenEvent {}
}
