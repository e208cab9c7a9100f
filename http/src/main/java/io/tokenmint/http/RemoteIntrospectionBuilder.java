package io.tokenmint.http;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Builds a {@link RemoteIntrospection}; every method refuses values that cannot work.
 *
 * <table>
 * <caption>Settings and their defaults</caption>
 * <tr><th>setting</th><th>default</th></tr>
 * <tr><td>{@code timeout}</td><td>2 seconds</td></tr>
 * <tr><td>{@code maxAge}</td><td>10 seconds</td></tr>
 * <tr><td>{@code maxQuestions}</td><td>64</td></tr>
 * <tr><td>{@code rememberedTokens}</td><td>10,000</td></tr>
 * <tr><td>{@code rememberedRefusals}</td><td>10,000</td></tr>
 * <tr><td>{@code httpClient}</td><td>one of its own</td></tr>
 * <tr><td>{@code clock}</td><td>the system's, UTC</td></tr>
 * </table>
 */
public final class RemoteIntrospectionBuilder {
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Duration LONGEST = Duration.ofMinutes(5);

    final URI endpoint;
    final String clientId;
    final String clientSecret;
    Duration timeout = Duration.ofSeconds(2);
    Duration maxAge = Duration.ofSeconds(10);
    int maxQuestions = 64;
    int rememberedTokens = 10_000;
    int rememberedRefusals = 10_000;
    Clock clock = Clock.systemUTC();
    LongSupplier nanoTime = System::nanoTime;
    private boolean plainHttp;
    private Optional<HttpClient> httpClient = Optional.empty();

    RemoteIntrospectionBuilder(URI endpoint, String clientId, String clientSecret) {
        this.endpoint = endpoint;
        this.clientId = clientId;
        this.clientSecret = clientSecret;
    }

    /**
     * Allows {@code http} to other machines too, where something else keeps the connection private. Tokens and the secret go
     * over it as they are.
     *
     * @return this
     */
    public RemoteIntrospectionBuilder plainHttp() {
        plainHttp = true;
        return this;
    }

    /**
     * Sets how long a question may take, connecting included.
     *
     * @param limit from a millisecond to 5 minutes
     * @return this
     */
    public RemoteIntrospectionBuilder timeout(Duration limit) {
        if (limit.toMillis() < 1 || limit.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("timeout must be a millisecond to 5 minutes; 2 seconds is usual");
        }
        timeout = limit;
        return this;
    }

    /**
     * Sets how long an answer is used: how much later than everybody else this resource learns of a revocation.
     *
     * @param age zero to ask every time, up to 5 minutes
     * @return this
     */
    public RemoteIntrospectionBuilder maxAge(Duration age) {
        if (age.isNegative() || age.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("maxAge must be zero to 5 minutes; 10 seconds is usual");
        }
        maxAge = age;
        return this;
    }

    /**
     * Sets how many questions may be under way at once. Who needs one more is refused at once, as when the endpoint does not
     * answer; tokens that are remembered, or being asked about already, need none.
     *
     * @param questions one or more
     * @return this
     */
    public RemoteIntrospectionBuilder maxQuestions(int questions) {
        maxQuestions = positive("maxQuestions", questions);
        return this;
    }

    /**
     * Sets how many good tokens are remembered.
     *
     * @param tokens one or more
     * @return this
     */
    public RemoteIntrospectionBuilder rememberedTokens(int tokens) {
        rememberedTokens = positive("rememberedTokens", tokens);
        return this;
    }

    /**
     * Sets how many tokens are remembered as not good, apart from the good ones.
     *
     * @param tokens one or more
     * @return this
     */
    public RemoteIntrospectionBuilder rememberedRefusals(int tokens) {
        rememberedRefusals = positive("rememberedRefusals", tokens);
        return this;
    }

    /**
     * Sets who makes the connections.
     *
     * @param client a client that follows no redirects, for the secret and the token would go along
     * @return this
     * @throws IllegalArgumentException when it follows redirects
     */
    public RemoteIntrospectionBuilder httpClient(HttpClient client) {
        if (client.followRedirects() != HttpClient.Redirect.NEVER) {
            throw new IllegalArgumentException("the client must not follow redirects: build it with Redirect.NEVER");
        }
        httpClient = Optional.of(client);
        return this;
    }

    /**
     * Sets where the time comes from that a token's expiry is compared with.
     *
     * @param source its zone does not matter
     * @return this
     */
    public RemoteIntrospectionBuilder clock(Clock source) {
        clock = source;
        return this;
    }

    RemoteIntrospectionBuilder nanoTime(LongSupplier source) {
        nanoTime = source;
        return this;
    }

    /**
     * Builds the verifier.
     *
     * @return the verifier; nothing is asked yet
     * @throws IllegalArgumentException when the endpoint is neither {@code https} nor on this machine, unless
     *     {@link #plainHttp} was called
     */
    public RemoteIntrospection build() {
        requireEndpoint();
        HttpClient client = httpClient.orElseGet(
                () -> HttpClient.newBuilder().connectTimeout(timeout).build());
        return new RemoteIntrospection(this, new IntrospectionCall(this, client)::ask);
    }

    private void requireEndpoint() {
        boolean http = "http".equalsIgnoreCase(endpoint.getScheme());
        boolean https = "https".equalsIgnoreCase(endpoint.getScheme());
        if (endpoint.getHost() == null || endpoint.getRawFragment() != null || !(http || https)) {
            throw new IllegalArgumentException("the introspection endpoint must be an https URL without fragment");
        }
        // RFC 7662 section 4: the endpoint is protected by TLS.
        if (http && !plainHttp && !THIS_MACHINE.contains(endpoint.getHost())) {
            throw new IllegalArgumentException("the introspection endpoint must be an https URL: tokens and the secret"
                    + " would go over the network as they are; call plainHttp() if something else protects them");
        }
    }

    private static int positive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be 1 or more");
        }
        return value;
    }
}
