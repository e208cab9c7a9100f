package io.tokenmint.store.jdbc;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How the stores use the database. Every setting has a default.
 *
 * <table>
 * <caption>Settings, their defaults and units</caption>
 * <tr><th>setting</th><th>default</th><th>unit</th></tr>
 * <tr><td>{@code tablePrefix}</td><td>{@code tokenmint_}</td><td>part of a name</td></tr>
 * <tr><td>{@code dialect}</td><td>found out from the first connection</td><td></td></tr>
 * <tr><td>{@code maxBatchRows}</td><td>512</td><td>rows in a transaction</td></tr>
 * <tr><td>{@code concurrentBatches}</td><td>1</td><td>transactions, each with a connection</td></tr>
 * <tr><td>{@code answerTimeout}</td><td>30 seconds</td><td>whole milliseconds, up to an hour</td></tr>
 * <tr><td>{@code statementTimeout}</td><td>zero: the database and the driver decide</td>
 *     <td>whole seconds, up to an hour</td></tr>
 * <tr><td>{@code authorizationsPerClient}</td><td>64</td><td>authorizations of a client and generation</td></tr>
 * <tr><td>{@code cachedAuthorizations}</td><td>10,000</td><td>authorizations</td></tr>
 * </table>
 */
public final class JdbcSettings {
    private static final Pattern PREFIX = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,40}");
    private static final JdbcSettings DEFAULTS = builder().build();

    private final String tablePrefix;
    private final Optional<Dialect> dialect;
    private final int maxBatchRows;
    private final int concurrentBatches;
    private final Duration answerTimeout;
    private final Duration statementTimeout;
    private final int authorizationsPerClient;
    private final int cachedAuthorizations;

    private JdbcSettings(Builder builder) {
        tablePrefix = builder.tablePrefix;
        dialect = builder.dialect;
        maxBatchRows = builder.maxBatchRows;
        concurrentBatches = builder.concurrentBatches;
        answerTimeout = builder.answerTimeout;
        statementTimeout = builder.statementTimeout;
        authorizationsPerClient = builder.authorizationsPerClient;
        cachedAuthorizations = builder.cachedAuthorizations;
    }

    /**
     * The settings that suit most hosts.
     *
     * @return every setting at its default
     */
    public static JdbcSettings defaults() {
        return DEFAULTS;
    }

    /**
     * Settings to be changed.
     *
     * @return a builder with every setting at its default
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * What the names of all tables begin with.
     *
     * @return the prefix, as it is put into the SQL
     */
    public String tablePrefix() {
        return tablePrefix;
    }

    Optional<Dialect> dialect() {
        return dialect;
    }

    int maxBatchRows() {
        return maxBatchRows;
    }

    int concurrentBatches() {
        return concurrentBatches;
    }

    Duration answerTimeout() {
        return answerTimeout;
    }

    Duration statementTimeout() {
        return statementTimeout;
    }

    int authorizationsPerClient() {
        return authorizationsPerClient;
    }

    int cachedAuthorizations() {
        return cachedAuthorizations;
    }

    /** A statement with this prefix in the place of {@code {p}}. */
    String sql(String text) {
        return text.replace("{p}", tablePrefix);
    }

    /** Collects settings; each method returns this builder. */
    public static final class Builder {
        private String tablePrefix = "tokenmint_";
        private Optional<Dialect> dialect = Optional.empty();
        private int maxBatchRows = 512;
        private int concurrentBatches = 1;
        private Duration answerTimeout = Duration.ofSeconds(30);
        private Duration statementTimeout = Duration.ZERO;
        private int authorizationsPerClient = 64;
        private int cachedAuthorizations = 10_000;

        private Builder() {}

        /**
         * What the names of all tables begin with; it becomes part of the SQL as it is.
         *
         * @param prefix a letter or underscore, then up to 40 letters, digits and underscores
         * @return this builder
         * @throws IllegalArgumentException when it has another form
         */
        public Builder tablePrefix(String prefix) {
            if (!PREFIX.matcher(prefix).matches()) {
                throw new IllegalArgumentException(
                        "a table prefix is a letter or underscore, then up to 40 letters, digits and underscores: leave out"
                                + " quotes, dots and schemas, and set the schema in the JDBC address");
            }
            tablePrefix = prefix;
            return this;
        }

        /**
         * The SQL to use whatever the database calls itself.
         *
         * @param chosen a dialect that the database understands
         * @return this builder
         */
        public Builder dialect(Dialect chosen) {
            dialect = Optional.of(chosen);
            return this;
        }

        /**
         * How many rows share a transaction at most.
         *
         * @param rows from 1, which is a transaction for each token, to 5,000
         * @return this builder
         * @throws IllegalArgumentException when it is out of these bounds
         */
        public Builder maxBatchRows(int rows) {
            maxBatchRows = within("maxBatchRows", rows, 5_000);
            return this;
        }

        /**
         * How many transactions are written at the same time at most. More than one helps when the database is far away.
         *
         * @param batches from 1 to 64, fewer than the pool has connections
         * @return this builder
         * @throws IllegalArgumentException when it is out of these bounds
         */
        public Builder concurrentBatches(int batches) {
            concurrentBatches = within("concurrentBatches", batches, 64);
            return this;
        }

        /**
         * How long the database may keep silent before the connection is given up, so that a server that hangs holds nobody
         * up for longer. A connection that has a shorter limit of its own ({@link java.sql.Connection#setNetworkTimeout}) keeps
         * it. Databases within this process know no such limit.
         *
         * @param timeout whole milliseconds up to an hour, longer than the statement timeout; zero to leave it to the driver
         * @return this builder
         * @throws IllegalArgumentException when it is out of these bounds
         */
        public Builder answerTimeout(Duration timeout) {
            answerTimeout = within("answerTimeout", timeout, Duration.ofMillis(1), "milliseconds");
            return this;
        }

        /**
         * How long one statement may take before the database is asked to give it up. Setting this in the database costs less:
         * PostgreSQL's driver wakes a timer thread for each statement that has a limit.
         *
         * @param timeout whole seconds up to an hour; zero to leave it to the database and the driver
         * @return this builder
         * @throws IllegalArgumentException when it is out of these bounds
         */
        public Builder statementTimeout(Duration timeout) {
            statementTimeout = within("statementTimeout", timeout, Duration.ofSeconds(1), "seconds");
            return this;
        }

        /**
         * How many distinct authorizations of one client and generation are written once and referred to; those beyond travel
         * in the token's row.
         *
         * @param authorizations from 1 to 100,000
         * @return this builder
         * @throws IllegalArgumentException when it is out of these bounds
         */
        public Builder authorizationsPerClient(int authorizations) {
            authorizationsPerClient = within("authorizationsPerClient", authorizations, 100_000);
            return this;
        }

        /**
         * How many authorizations this process remembers, a few hundred bytes each.
         *
         * @param authorizations from 1 to 10,000,000
         * @return this builder
         * @throws IllegalArgumentException when it is out of these bounds
         */
        public Builder cachedAuthorizations(int authorizations) {
            cachedAuthorizations = within("cachedAuthorizations", authorizations, 10_000_000);
            return this;
        }

        /**
         * Makes the settings.
         *
         * @return settings that do not change any more
         * @throws IllegalStateException when the answer timeout would come before the statement timeout
         */
        public JdbcSettings build() {
            if (!answerTimeout.isZero() && answerTimeout.compareTo(statementTimeout) <= 0) {
                throw new IllegalStateException(
                        "set answerTimeout (" + answerTimeout + ") longer than statementTimeout (" + statementTimeout
                                + "): the connection would be given up before the statement");
            }
            return new JdbcSettings(this);
        }

        private static int within(String name, int value, int max) {
            if (value < 1 || value > max) {
                throw new IllegalArgumentException("set " + name + " to a number from 1 to " + max + ", not " + value);
            }
            return value;
        }

        private static Duration within(String name, Duration value, Duration unit, String unitName) {
            boolean bounded = !value.isNegative() && value.compareTo(Duration.ofHours(1)) <= 0;
            if (!bounded || value.toNanos() % unit.toNanos() != 0) {
                throw new IllegalArgumentException(
                        "set " + name + " to whole " + unitName + " from zero to an hour, not " + value);
            }
            return value;
        }
    }
}
