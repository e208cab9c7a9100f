package io.tokenmint.store.jdbc;

import java.sql.SQLException;

/** A commit that was sent and not confirmed: the rows may be kept or not. */
final class CommitFailed extends SQLException {
    private static final long serialVersionUID = 1L;

    CommitFailed(SQLException cause) {
        super("commit not confirmed", cause.getSQLState(), cause.getErrorCode(), cause);
    }
}
