package io.tokenmint.store.jdbc;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How the stores use the database.
 *
 * @param tablePrefix what the names of all tables begin with: a letter or underscore, then up to 40 letters, digits and
 *     underscores; it becomes part of the SQL as it is
 * @param dialect the SQL to use; found out from the first connection, if empty
 * @param maxBatchRows how many rows share a transaction at most
 * @param concurrentBatches how many transactions are written at the same time at most; each takes a connection
 * @param statementTimeout how long one statement may take, in whole seconds; zero to leave that to the database and the
 *     driver, which is cheaper: PostgreSQL's driver wakes a timer thread for each statement that has a limit
 * @param authorizationsPerClient how many distinct authorizations of one client and generation are written once and
 *     referred to; those beyond travel in the token's row
 * @param cachedAuthorizations how many authorizations this process remembers
 */
public record JdbcSettings(
        String tablePrefix,
        Optional<Dialect> dialect,
        int maxBatchRows,
        int concurrentBatches,
        Duration statementTimeout,
        int authorizationsPerClient,
        int cachedAuthorizations) {
    private static final Pattern PREFIX = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,40}");
    private static final JdbcSettings DEFAULTS =
            new JdbcSettings("tokenmint_", Optional.empty(), 512, 1, Duration.ZERO, 64, 10_000);

    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException when the prefix has another form, a number is below one, or the timeout is not a
     *     number of whole seconds from zero to an hour
     */
    public JdbcSettings {
        if (!PREFIX.matcher(tablePrefix).matches()) {
            throw new IllegalArgumentException(
                    "a table prefix has a letter or underscore, then up to 40 letters, digits and underscores");
        }
        requirePositive("maxBatchRows", maxBatchRows);
        requirePositive("concurrentBatches", concurrentBatches);
        requirePositive("authorizationsPerClient", authorizationsPerClient);
        requirePositive("cachedAuthorizations", cachedAuthorizations);
        if (!statementTimeout.equals(Duration.ofSeconds(statementTimeout.toSeconds()))
                || statementTimeout.isNegative()
                || statementTimeout.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("statementTimeout is a number of whole seconds from zero to an hour");
        }
    }

    /**
     * The settings that suit most hosts.
     *
     * @return prefix {@code tokenmint_}, dialect found out, batches of up to 512 rows, one at a time, no
     *     statement timeout, 64 authorizations for each client, 10,000 remembered
     */
    public static JdbcSettings defaults() {
        return DEFAULTS;
    }

    /**
     * The same with another table prefix.
     *
     * @param prefix what the names of all tables begin with
     * @return a copy
     */
    public JdbcSettings withTablePrefix(String prefix) {
        return new JdbcSettings(
                prefix,
                dialect,
                maxBatchRows,
                concurrentBatches,
                statementTimeout,
                authorizationsPerClient,
                cachedAuthorizations);
    }

    /**
     * The same with a given dialect.
     *
     * @param chosen the SQL to use whatever the database calls itself
     * @return a copy
     */
    public JdbcSettings withDialect(Dialect chosen) {
        return new JdbcSettings(
                tablePrefix,
                Optional.of(chosen),
                maxBatchRows,
                concurrentBatches,
                statementTimeout,
                authorizationsPerClient,
                cachedAuthorizations);
    }

    /**
     * The same with other batches.
     *
     * @param rows how many rows share a transaction at most
     * @param concurrent how many transactions are written at the same time at most
     * @return a copy
     */
    public JdbcSettings withBatches(int rows, int concurrent) {
        return new JdbcSettings(
                tablePrefix,
                dialect,
                rows,
                concurrent,
                statementTimeout,
                authorizationsPerClient,
                cachedAuthorizations);
    }

    /**
     * The same with another statement timeout.
     *
     * @param timeout whole seconds, zero to leave it to the database and the driver
     * @return a copy
     */
    public JdbcSettings withStatementTimeout(Duration timeout) {
        return new JdbcSettings(
                tablePrefix,
                dialect,
                maxBatchRows,
                concurrentBatches,
                timeout,
                authorizationsPerClient,
                cachedAuthorizations);
    }

    /**
     * The same with other bounds on authorizations.
     *
     * @param perClient how many of one client and generation are written once and referred to
     * @param cached how many this process remembers
     * @return a copy
     */
    public JdbcSettings withAuthorizations(int perClient, int cached) {
        return new JdbcSettings(
                tablePrefix, dialect, maxBatchRows, concurrentBatches, statementTimeout, perClient, cached);
    }

    /** The text of a statement in which {@code {p}} stands for the prefix. */
    String sql(String text) {
        return text.replace("{p}", tablePrefix);
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be one or more, not " + value);
        }
    }
}
