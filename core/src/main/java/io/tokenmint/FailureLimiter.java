package io.tokenmint;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Slows down whoever guesses secrets. Asked before a secret is looked at and told how it went, for existing and made-up client
 * ids alike. {@link LocalFailureLimiter} is the default and knows this JVM only; a host with many nodes may plug in one that
 * shares its counts.
 */
public interface FailureLimiter {
    /**
     * One attempt of a client to authenticate.
     *
     * @param clientId the id that was claimed: anybody's text, of any length
     * @param source where the attempt came from, as the host knows it; empty when it does not
     * @param at the time of the request
     */
    record Attempt(String clientId, Optional<String> source, Instant at) {}

    /**
     * Asks whether an attempt may go on.
     *
     * @param attempt the attempt; if it may go on, one of the methods below is told of the same object
     * @return how long to wait, if it may not. With a source, the caller is refused and told so; without one, the attempt is
     *     delayed by a bounded time and goes on, since nobody can be told apart
     */
    Optional<Duration> waitFor(Attempt attempt);

    /**
     * Tells that an attempt failed: unknown client, wrong secret, disabled client, expired secret or wrong method.
     *
     * @param attempt the attempt
     */
    void failed(Attempt attempt);

    /**
     * Tells that an attempt succeeded.
     *
     * @param attempt the attempt
     */
    void succeeded(Attempt attempt);

    /**
     * Tells that an attempt ended without a verdict: a store failed, or too many slow checks are under way. Of interest to a
     * limiter that counts attempts from when they begin.
     *
     * @param attempt the attempt
     */
    default void undecided(Attempt attempt) {}

    /**
     * A limiter that limits nothing, for hosts that have one in front of the service.
     *
     * @return a limiter that always lets go on
     */
    static FailureLimiter none() {
        return UnlimitedFailures.INSTANCE;
    }
}
