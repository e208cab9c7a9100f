package io.tokenmint;

import io.tokenmint.spi.AnswerShape;
import io.tokenmint.spi.Authorization;
import io.tokenmint.spi.ScopePolicy;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a {@link TokenService} behaves. Every setting has a default; what a client is registered with comes before them.
 *
 * <pre>{@code
 * TokenSettings settings = TokenSettings.builder()
 *         .tokenLifetime(Duration.ofHours(1))
 *         .listener(new Slf4jTokenListener())
 *         .build();
 * }</pre>
 *
 * <table>
 * <caption>Settings, their defaults and units</caption>
 * <tr><th>setting</th><th>default</th><th>unit</th></tr>
 * <tr><td>{@code tokenLifetime}</td><td>4 hours; an hour or less is the usual advice (RFC 6750 section 5.3)</td>
 *     <td>whole seconds, from 2</td></tr>
 * <tr><td>{@code maxTokenLifetime}</td><td>30 days</td><td>whole seconds, up to ten years</td></tr>
 * <tr><td>{@code sessionIdleTime}</td><td>120 seconds</td><td>whole seconds</td></tr>
 * <tr><td>{@code idleExpiry}</td><td>off: the idle time is advertised and not enforced</td><td></td></tr>
 * <tr><td>{@code answerShape}</td><td>{@link AnswerShape#SERVICE}</td><td></td></tr>
 * <tr><td>{@code scopePolicy}</td><td>{@link ScopePolicy#NARROWING}</td><td></td></tr>
 * <tr><td>{@code slowChecksAtOnce}</td><td>the number of processors</td><td>checks</td></tr>
 * <tr><td>{@code slowCheckWait}</td><td>2 seconds</td><td>time, up to an hour</td></tr>
 * <tr><td>{@code rememberedSecrets}</td><td>10,000</td><td>secrets</td></tr>
 * <tr><td>{@code slowDummy}</td><td>off</td><td></td></tr>
 * <tr><td>{@code clientProfiles}</td><td>100,000</td><td>clients</td></tr>
 * <tr><td>{@code grant}</td><td>{@link ClientCredentialsGrant}, always there</td><td></td></tr>
 * <tr><td>{@code secretHash}</td><td>{@link Pbkdf2SecretHash}, always there</td><td></td></tr>
 * <tr><td>{@code listener}</td><td>none</td><td></td></tr>
 * <tr><td>{@code failureLimiter}</td><td>{@link LocalFailureLimiter}</td><td></td></tr>
 * <tr><td>{@code tokenFormat}</td><td>36 base64url characters</td><td></td></tr>
 * <tr><td>{@code random}</td><td>{@code new SecureRandom()}</td><td></td></tr>
 * <tr><td>{@code clock}</td><td>the system's, UTC</td><td></td></tr>
 * </table>
 */
public final class TokenSettings {
    private final Duration tokenLifetime;
    private final Duration maxTokenLifetime;
    private final Duration sessionIdleTime;
    private final boolean idleExpiry;
    private final AnswerShape answerShape;
    private final ScopePolicy scopePolicy;
    private final int slowChecksAtOnce;
    private final Duration slowCheckWait;
    private final int rememberedSecrets;
    private final boolean slowDummy;
    private final int clientProfiles;
    private final Map<String, Grant> grants;
    private final List<SecretHash> secretHashes;
    private final List<TokenListener> listeners;
    private final FailureLimiter failureLimiter;
    private final TokenFormat tokenFormat;
    private final SecureRandom random;
    private final Clock clock;

    private TokenSettings(Builder builder) {
        tokenLifetime = builder.tokenLifetime;
        maxTokenLifetime = builder.maxTokenLifetime;
        sessionIdleTime = builder.sessionIdleTime;
        idleExpiry = builder.idleExpiry;
        answerShape = builder.answerShape;
        scopePolicy = builder.scopePolicy;
        slowChecksAtOnce = builder.slowChecksAtOnce;
        slowCheckWait = builder.slowCheckWait;
        rememberedSecrets = builder.rememberedSecrets;
        slowDummy = builder.slowDummy;
        clientProfiles = builder.clientProfiles;
        grants = Map.copyOf(builder.grants);
        secretHashes = List.copyOf(builder.secretHashes);
        listeners = List.copyOf(builder.listeners);
        failureLimiter = builder.failureLimiter;
        tokenFormat = builder.tokenFormat;
        random = builder.random;
        clock = builder.clock;
    }

    /**
     * The defaults.
     *
     * @return settings as in the table above
     */
    public static TokenSettings defaults() {
        return builder().build();
    }

    /**
     * Begins with the defaults.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    Duration tokenLifetime() {
        return tokenLifetime;
    }

    Duration maxTokenLifetime() {
        return maxTokenLifetime;
    }

    Duration sessionIdleTime() {
        return sessionIdleTime;
    }

    boolean idleExpiry() {
        return idleExpiry;
    }

    AnswerShape answerShape() {
        return answerShape;
    }

    ScopePolicy scopePolicy() {
        return scopePolicy;
    }

    int slowChecksAtOnce() {
        return slowChecksAtOnce;
    }

    Duration slowCheckWait() {
        return slowCheckWait;
    }

    int rememberedSecrets() {
        return rememberedSecrets;
    }

    boolean slowDummy() {
        return slowDummy;
    }

    int clientProfiles() {
        return clientProfiles;
    }

    Map<String, Grant> grants() {
        return grants;
    }

    List<SecretHash> secretHashes() {
        return secretHashes;
    }

    List<TokenListener> listeners() {
        return listeners;
    }

    FailureLimiter failureLimiter() {
        return failureLimiter;
    }

    TokenFormat tokenFormat() {
        return tokenFormat;
    }

    SecureRandom random() {
        return random;
    }

    Clock clock() {
        return clock;
    }

    /** Builds {@link TokenSettings}; every method refuses values that cannot work. */
    public static final class Builder {
        private Duration tokenLifetime = Duration.ofHours(4);
        private Duration maxTokenLifetime = Duration.ofDays(30);
        private Duration sessionIdleTime = Duration.ofMinutes(2);
        private boolean idleTimeChosen;
        private boolean idleExpiry;
        private AnswerShape answerShape = AnswerShape.SERVICE;
        private ScopePolicy scopePolicy = ScopePolicy.NARROWING;
        private int slowChecksAtOnce = Runtime.getRuntime().availableProcessors();
        private Duration slowCheckWait = Duration.ofSeconds(2);
        private int rememberedSecrets = 10_000;
        private boolean slowDummy;
        private int clientProfiles = 100_000;
        private final Map<String, Grant> grants = new LinkedHashMap<>();
        private final List<SecretHash> secretHashes = new ArrayList<>();
        private final List<TokenListener> listeners = new ArrayList<>();
        private FailureLimiter failureLimiter = new LocalFailureLimiter();
        private TokenFormat tokenFormat = new ExpiringTokenFormat();
        private SecureRandom random = new SecureRandom();
        private Clock clock = Clock.systemUTC();

        private Builder() {
            Grant grant = new ClientCredentialsGrant();
            grants.put(grant.grantType(), grant);
        }

        /**
         * Sets how long tokens live. The answer promises a second less.
         *
         * @param lifetime whole seconds, two or more and at most {@code maxTokenLifetime}
         * @return this
         */
        public Builder tokenLifetime(Duration lifetime) {
            tokenLifetime = wholeSeconds("tokenLifetime", lifetime, 2);
            return this;
        }

        /**
         * Sets the longest lifetime any token may have. A text whose slot lies further ahead is refused unseen.
         *
         * @param lifetime whole seconds, at most ten years
         * @return this
         */
        public Builder maxTokenLifetime(Duration lifetime) {
            maxTokenLifetime = wholeSeconds("maxTokenLifetime", lifetime, 2);
            return this;
        }

        /**
         * Sets the {@code session_idle_time} that clients are told.
         *
         * @param idleTime whole seconds, at most {@code tokenLifetime}
         * @return this
         */
        public Builder sessionIdleTime(Duration idleTime) {
            sessionIdleTime = wholeSeconds("sessionIdleTime", idleTime, 1);
            idleTimeChosen = true;
            return this;
        }

        /**
         * Sets whether a token ends when it is not used: never before the idle time since its last use, and at most a quarter of
         * it later. Use is what {@link TokenService#introspect} sees.
         *
         * @param enforced true to end idle tokens
         * @return this
         */
        public Builder idleExpiry(boolean enforced) {
            idleExpiry = enforced;
            return this;
        }

        /**
         * Sets the members of token responses.
         *
         * @param shape the published seven, or the five that strict client libraries want
         * @return this
         */
        public Builder answerShape(AnswerShape shape) {
            answerShape = given("answerShape", shape);
            return this;
        }

        /**
         * Sets what becomes of a request for more than the client holds.
         *
         * @param policy narrow it or refuse it
         * @return this
         */
        public Builder scopePolicy(ScopePolicy policy) {
            scopePolicy = given("scopePolicy", policy);
            return this;
        }

        /**
         * Sets how many slow secret checks run at once. More wait for {@code slowCheckWait} and are then told to come back.
         *
         * @param checks one or more
         * @return this
         */
        public Builder slowChecksAtOnce(int checks) {
            slowChecksAtOnce = (int) atLeast("slowChecksAtOnce", checks, 1);
            return this;
        }

        /**
         * Sets how long a request waits for its slow secret check to begin.
         *
         * @param wait from zero to an hour
         * @return this
         */
        public Builder slowCheckWait(Duration wait) {
            if (wait.isNegative() || wait.compareTo(Duration.ofHours(1)) > 0) {
                throw new IllegalArgumentException(
                        "slowCheckWait must be from zero to an hour: no client waits longer for an answer");
            }
            slowCheckWait = wait;
            return this;
        }

        /**
         * Sets how many successful slow checks are remembered, so that the next request need not repeat them.
         *
         * @param secrets zero to remember none
         * @return this
         */
        public Builder rememberedSecrets(int secrets) {
            rememberedSecrets = (int) atLeast("rememberedSecrets", secrets, 0);
            return this;
        }

        /**
         * Sets whether a request of an unknown client costs a slow check too. Without it, whether a client with a slow hash
         * exists can be told from the time an answer takes; with it, every guess costs a slow check.
         *
         * @param on true to spend it
         * @return this
         */
        public Builder slowDummy(boolean on) {
            slowDummy = on;
            return this;
        }

        /**
         * Sets for how many clients the service keeps what it worked out about them: decoded hashes, parsed scopes.
         *
         * @param clients one or more
         * @return this
         */
        public Builder clientProfiles(int clients) {
            clientProfiles = (int) atLeast("clientProfiles", clients, 1);
            return this;
        }

        /**
         * Adds a grant.
         *
         * @param grant replaces one of the same type
         * @return this
         */
        public Builder grant(Grant grant) {
            String grantType = given("grant", grant).grantType();
            if (grantType == null || grantType.isBlank()) {
                throw new IllegalArgumentException(
                        "grant has no grant_type: give it the value that requests name it by");
            }
            grants.put(grantType, grant);
            return this;
        }

        /**
         * Adds a kind of slow secret hash. The first one added also makes the hashes of secrets that people chose.
         *
         * @param hash such as bcrypt or argon2
         * @return this
         */
        public Builder secretHash(SecretHash hash) {
            secretHashes.add(given("secretHash", hash));
            return this;
        }

        /**
         * Adds a listener.
         *
         * @param listener told of everything that happened, after it did
         * @return this
         */
        public Builder listener(TokenListener listener) {
            listeners.add(given("listener", listener));
            return this;
        }

        /**
         * Sets what slows down whoever guesses secrets.
         *
         * @param limiter asked before each secret is looked at
         * @return this
         */
        public Builder failureLimiter(FailureLimiter limiter) {
            failureLimiter = given("failureLimiter", limiter);
            return this;
        }

        /**
         * Sets what token texts look like.
         *
         * @param format the format
         * @return this
         */
        public Builder tokenFormat(TokenFormat format) {
            tokenFormat = given("tokenFormat", format);
            return this;
        }

        /**
         * Sets where randomness comes from. Tokens are made from it by way of a hash generator that it seeds, 440 bits for every 64
         * tokens.
         *
         * @param source a cryptographically secure source, safe for many threads
         * @return this
         */
        public Builder random(SecureRandom source) {
            random = given("random", source);
            return this;
        }

        /**
         * Sets where the time comes from.
         *
         * @param source read once per request; its zone does not matter
         * @return this
         */
        public Builder clock(Clock source) {
            clock = given("clock", source);
            return this;
        }

        /**
         * Builds the settings.
         *
         * @return the settings
         * @throws IllegalArgumentException when the token lifetime is longer than the longest; when the idle time is longer than
         *     the token lifetime and was chosen, or is enforced; when the token format cannot read what it wrote
         */
        public TokenSettings build() {
            if (tokenLifetime.compareTo(maxTokenLifetime) > 0) {
                throw new IllegalArgumentException(
                        "tokenLifetime is longer than maxTokenLifetime: lower it or raise that");
            }
            if ((idleExpiry || idleTimeChosen) && sessionIdleTime.compareTo(tokenLifetime) > 0) {
                throw new IllegalArgumentException(
                        "sessionIdleTime is longer than tokenLifetime, so no token would ever be"
                                + " idle: lower it or raise that");
            }
            TokenMinter.requireReadable(tokenFormat);
            return new TokenSettings(this);
        }

        private static <T> T given(String name, @Nullable T value) {
            if (value == null) {
                throw new IllegalArgumentException(name + " must not be null: leave the setting out for its default");
            }
            return value;
        }

        private static Duration wholeSeconds(String name, Duration duration, long least) {
            if (!duration.equals(Duration.ofSeconds(duration.toSeconds()))
                    || duration.toSeconds() < least
                    || duration.compareTo(Authorization.MAX_LIFETIME) > 0) {
                throw new IllegalArgumentException(
                        name + " must be whole seconds, from " + least + " second(s) to ten years");
            }
            return duration;
        }

        private static long atLeast(String name, long value, long least) {
            if (value < least) {
                throw new IllegalArgumentException(name + " must be " + least + " or more");
            }
            return value;
        }
    }
}
