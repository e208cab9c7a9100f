/**
 * Tokens and clients in a relational database, over plain JDBC.
 *
 * <p>{@link io.tokenmint.store.jdbc.JdbcTokenStore} keeps one narrow row for each token, in the order of expiry, and shares
 * transactions between callers that insert at the same time. {@link io.tokenmint.store.jdbc.JdbcClientStore} keeps one row
 * for each client. {@link io.tokenmint.store.jdbc.JdbcSchema} makes the tables, and
 * {@link io.tokenmint.store.jdbc.JdbcCleanup} deletes what expired; neither runs unless it is called.
 *
 * <p>How an insert goes: {@code Authorizations} makes sure that what the token shares with others is in the database,
 * {@code GroupCommit} gathers the callers of the moment into a batch, {@code BatchCommit} writes it as one transaction
 * through a {@code RowWriter}, and says to each caller what became of its row.
 */
@NullMarked
package io.tokenmint.store.jdbc;

import org.jspecify.annotations.NullMarked;
