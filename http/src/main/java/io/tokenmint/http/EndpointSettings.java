package io.tokenmint.http;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * How endpoints treat requests. Every setting has a default.
 *
 * <table>
 * <caption>Settings, their defaults and units</caption>
 * <tr><th>setting</th><th>default</th><th>unit</th></tr>
 * <tr><td>{@code realm}</td><td>{@code tokenmint}</td><td>printable ASCII</td></tr>
 * <tr><td>{@code requireTls}</td><td>off: the host decides where plain HTTP is fit, such as on loopback</td><td></td></tr>
 * <tr><td>{@code maxBodyBytes}</td><td>65,536</td><td>bytes, from 1,024 to 16,777,216</td></tr>
 * <tr><td>{@code maxParameters}</td><td>100</td><td>parameters, from 8</td></tr>
 * <tr><td>{@code maxNameBytes}</td><td>256</td><td>bytes as sent, from 64</td></tr>
 * <tr><td>{@code maxValueBytes}</td><td>16,384</td><td>bytes as sent, from 1,024</td></tr>
 * <tr><td>{@code retryAfter}</td><td>1 second</td><td>whole seconds, told when a store fails</td></tr>
 * <tr><td>{@code status400ForBodyCredentials}</td><td>off: 401 with a challenge everywhere</td><td></td></tr>
 * <tr><td>{@code jsonBody}</td><td>off: forms only</td><td></td></tr>
 * <tr><td>{@code stripScopePrefix}</td><td>off</td><td></td></tr>
 * <tr><td>{@code lenientBasic}</td><td>off: RFC 6749 section 2.3.1 to the letter</td><td></td></tr>
 * <tr><td>{@code allowedOrigin}</td><td>none: no cross-origin use</td><td>origins</td></tr>
 * </table>
 */
public final class EndpointSettings {
    private final String realm;
    private final boolean requireTls;
    private final int maxBodyBytes;
    private final int maxParameters;
    private final int maxNameBytes;
    private final int maxValueBytes;
    private final Duration retryAfter;
    private final boolean status400ForBodyCredentials;
    private final boolean jsonBody;
    private final boolean stripScopePrefix;
    private final boolean lenientBasic;
    private final Set<String> allowedOrigins;

    private EndpointSettings(Builder builder) {
        realm = builder.realm;
        requireTls = builder.requireTls;
        maxBodyBytes = builder.maxBodyBytes;
        maxParameters = builder.maxParameters;
        maxNameBytes = builder.maxNameBytes;
        maxValueBytes = builder.maxValueBytes;
        retryAfter = builder.retryAfter;
        status400ForBodyCredentials = builder.status400ForBodyCredentials;
        jsonBody = builder.jsonBody;
        stripScopePrefix = builder.stripScopePrefix;
        lenientBasic = builder.lenientBasic;
        allowedOrigins = Set.copyOf(builder.allowedOrigins);
    }

    /**
     * The defaults.
     *
     * @return settings as in the table above
     */
    public static EndpointSettings defaults() {
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

    String realm() {
        return realm;
    }

    boolean requireTls() {
        return requireTls;
    }

    int maxBodyBytes() {
        return maxBodyBytes;
    }

    int maxParameters() {
        return maxParameters;
    }

    int maxNameBytes() {
        return maxNameBytes;
    }

    int maxValueBytes() {
        return maxValueBytes;
    }

    Duration retryAfter() {
        return retryAfter;
    }

    boolean status400ForBodyCredentials() {
        return status400ForBodyCredentials;
    }

    boolean jsonBody() {
        return jsonBody;
    }

    boolean stripScopePrefix() {
        return stripScopePrefix;
    }

    boolean lenientBasic() {
        return lenientBasic;
    }

    Set<String> allowedOrigins() {
        return allowedOrigins;
    }

    /** Builds {@link EndpointSettings}; every method refuses values that cannot work. */
    public static final class Builder {
        private String realm = "tokenmint";
        private boolean requireTls;
        private int maxBodyBytes = 65_536;
        private int maxParameters = 100;
        private int maxNameBytes = 256;
        private int maxValueBytes = 16_384;
        private Duration retryAfter = Duration.ofSeconds(1);
        private boolean status400ForBodyCredentials;
        private boolean jsonBody;
        private boolean stripScopePrefix;
        private boolean lenientBasic;
        private final Set<String> allowedOrigins = new LinkedHashSet<>();

        private Builder() {}

        /**
         * Sets the realm that a challenge names (RFC 9110 section 11.5).
         *
         * @param name 1 to 100 printable ASCII characters; quotes and backslashes are escaped
         * @return this
         */
        public Builder realm(String name) {
            if (name.isEmpty() || name.length() > 100 || !name.chars().allMatch(c -> c >= 0x20 && c <= 0x7E)) {
                throw new IllegalArgumentException(
                        "a realm has 1 to 100 printable ASCII characters: choose a plain name");
            }
            realm = name;
            return this;
        }

        /**
         * Sets whether a request without TLS is refused before anything of it is read (RFC 6749 section 3.2).
         *
         * @param required true to refuse; the adapter says whether TLS was used
         * @return this
         */
        public Builder requireTls(boolean required) {
            requireTls = required;
            return this;
        }

        /**
         * Sets the longest body; a longer one is answered 413 without being read to its end.
         *
         * @param bytes from 1,024 to 16,777,216
         * @return this
         */
        public Builder maxBodyBytes(int bytes) {
            maxBodyBytes = within("maxBodyBytes", bytes, 1_024, 16_777_216);
            return this;
        }

        /**
         * Sets how many parameters a body may have.
         *
         * @param count from 8 to 10,000
         * @return this
         */
        public Builder maxParameters(int count) {
            maxParameters = within("maxParameters", count, 8, 10_000);
            return this;
        }

        /**
         * Sets the longest name of a parameter.
         *
         * @param bytes as sent, before decoding, from 64
         * @return this
         */
        public Builder maxNameBytes(int bytes) {
            maxNameBytes = within("maxNameBytes", bytes, 64, 16_777_216);
            return this;
        }

        /**
         * Sets the longest value of a parameter. The {@code token} of introspection and revocation is free of it: any text is
         * a fair question.
         *
         * @param bytes as sent, before decoding, from 1,024
         * @return this
         */
        public Builder maxValueBytes(int bytes) {
            maxValueBytes = within("maxValueBytes", bytes, 1_024, 16_777_216);
            return this;
        }

        /**
         * Sets the {@code Retry-After} of the 503 that a failing store leads to.
         *
         * @param wait whole seconds, one or more, an hour at most
         * @return this
         */
        public Builder retryAfter(Duration wait) {
            if (!wait.equals(Duration.ofSeconds(wait.toSeconds()))) {
                throw new IllegalArgumentException("retryAfter must be a whole number of seconds: drop the fraction");
            }
            within("retryAfter seconds", wait.toSeconds(), 1, 3_600);
            retryAfter = wait;
            return this;
        }

        /**
         * Sets whether failed authentication without an {@code Authorization} header is a 400 instead of a 401 with a
         * challenge: for client libraries that read the error from a 400 only.
         *
         * @param on true for 400
         * @return this
         */
        public Builder status400ForBodyCredentials(boolean on) {
            status400ForBodyCredentials = on;
            return this;
        }

        /**
         * Sets whether the token endpoint also takes {@code application/json}: one flat object whose members are those of the
         * form and whose values are text or null. Introspection and revocation take forms only.
         *
         * @param on true to take it
         * @return this
         */
        public Builder jsonBody(boolean on) {
            jsonBody = on;
            return this;
        }

        /**
         * Sets whether one leading {@code scope=} is dropped from the scope's value, which an old sample of the service had.
         *
         * @param on true to drop it
         * @return this
         */
        public Builder stripScopePrefix(boolean on) {
            stripScopePrefix = on;
            return this;
        }

        /**
         * Sets whether Basic credentials are also tried as they are, for clients that skip the form-encoding of RFC 6749
         * section 2.3.1. Both readings are then checked whatever comes of the first. Both name one client: an id with {@code +} or
         * {@code %} is read as encoded only.
         *
         * @param on true to try both
         * @return this
         */
        public Builder lenientBasic(boolean on) {
            lenientBasic = on;
            return this;
        }

        /**
         * Lets pages of an origin call the endpoints from a browser (CORS). Credentials that a browser holds are never let in,
         * nor are all origins at once.
         *
         * @param origin scheme, host and port as browsers write them, such as {@code https://app.example}
         * @return this
         */
        public Builder allowedOrigin(String origin) {
            if (!CrossOrigin.isOrigin(origin)) {
                throw new IllegalArgumentException(
                        "an origin is a scheme and a host in lower case, and a port if it is not the scheme's,"
                                + " such as https://app.example: list each one");
            }
            allowedOrigins.add(origin);
            return this;
        }

        /**
         * Builds the settings.
         *
         * @return the settings
         * @throws IllegalArgumentException when a value may be longer than the body that holds it
         */
        public EndpointSettings build() {
            if (maxValueBytes > maxBodyBytes || maxNameBytes > maxBodyBytes) {
                throw new IllegalArgumentException(
                        "maxNameBytes and maxValueBytes may not exceed maxBodyBytes: raise it or lower them");
            }
            return new EndpointSettings(this);
        }

        private static int within(String name, long value, int least, int most) {
            if (value < least || value > most) {
                throw new IllegalArgumentException(name + " must be from " + least + " to " + most + ", not " + value);
            }
            return (int) value;
        }
    }
}
