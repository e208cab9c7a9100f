package io.tokenmint.spi;

import java.time.Duration;
import java.util.Optional;

/**
 * Where one client differs from the service's settings. What is empty follows the service.
 *
 * @param tokenLifetime how long its tokens live, in whole seconds
 * @param answerShape which members its token responses have
 * @param scopePolicy what becomes of a request for more than it holds
 * @param sessionIdleTime the {@code session_idle_time} it is told, in whole seconds
 * @param idleExpiry whether its tokens end when they are not used for that long
 */
public record ClientSettings(
        Optional<Duration> tokenLifetime,
        Optional<AnswerShape> answerShape,
        Optional<ScopePolicy> scopePolicy,
        Optional<Duration> sessionIdleTime,
        Optional<Boolean> idleExpiry) {
    private static final ClientSettings NONE = new ClientSettings(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /**
     * Checks the durations.
     *
     * @throws IllegalArgumentException when one is not a number of whole seconds from one second to ten years
     */
    public ClientSettings {
        tokenLifetime.ifPresent(Guard::lifetime);
        sessionIdleTime.ifPresent(Guard::lifetime);
    }

    /**
     * A client that follows the service in everything.
     *
     * @return settings without any difference
     */
    public static ClientSettings none() {
        return NONE;
    }

    /**
     * The same with another token lifetime.
     *
     * @param lifetime whole seconds
     * @return a copy
     */
    public ClientSettings withTokenLifetime(Duration lifetime) {
        return new ClientSettings(Optional.of(lifetime), answerShape, scopePolicy, sessionIdleTime, idleExpiry);
    }

    /**
     * The same with another shape of the token response.
     *
     * @param shape the members of the answer
     * @return a copy
     */
    public ClientSettings withAnswerShape(AnswerShape shape) {
        return new ClientSettings(tokenLifetime, Optional.of(shape), scopePolicy, sessionIdleTime, idleExpiry);
    }

    /**
     * The same with another scope policy.
     *
     * @param policy what becomes of a request for more than the client holds
     * @return a copy
     */
    public ClientSettings withScopePolicy(ScopePolicy policy) {
        return new ClientSettings(tokenLifetime, answerShape, Optional.of(policy), sessionIdleTime, idleExpiry);
    }

    /**
     * The same with another idle time.
     *
     * @param idleTime whole seconds
     * @return a copy
     */
    public ClientSettings withSessionIdleTime(Duration idleTime) {
        return new ClientSettings(tokenLifetime, answerShape, scopePolicy, Optional.of(idleTime), idleExpiry);
    }

    /**
     * The same with idle expiry on or off.
     *
     * @param enforced whether tokens end when they are not used for the idle time
     * @return a copy
     */
    public ClientSettings withIdleExpiry(boolean enforced) {
        return new ClientSettings(tokenLifetime, answerShape, scopePolicy, sessionIdleTime, Optional.of(enforced));
    }
}
