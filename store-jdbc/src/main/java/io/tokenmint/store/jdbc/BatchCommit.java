package io.tokenmint.store.jdbc;

import io.tokenmint.spi.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a batch as one transaction. One that the database gave up for another's sake, and certainly rolled back, is tried
 * again a few times. When a row spoils it, and it is certain that nothing of it was kept, each row has another attempt in a
 * transaction of its own. When nobody can tell whether the batch was kept, everybody in it is told so.
 */
final class BatchCommit<R> implements GroupCommit.BatchWriter<R> {
    private static final int SECONDS_TO_ANSWER = 5;

    private final Connections connections;
    private final RowWriter<R> rows;

    BatchCommit(Connections connections, RowWriter<R> rows) {
        this.connections = connections;
        this.rows = rows;
    }

    @Override
    public void write(List<Pending<R>> batch) {
        if (batch.size() > 1) {
            batch.sort((one, other) -> rows.compare(one.row(), other.row()));
        }
        try (Lease lease = connections.openDespiteInterrupts()) {
            lease.on(connection -> attempt(connection, batch));
        } catch (SQLException e) {
            fail(batch, Faults.of(rows.purpose(), e));
        } catch (StoreException e) {
            fail(batch, e);
        } catch (RuntimeException e) {
            fail(
                    batch,
                    new StoreException("the driver or the pool failed to " + rows.purpose() + "; see the cause", e));
        }
    }

    private boolean attempt(Connection connection, List<Pending<R>> batch) throws SQLException {
        try {
            boolean[] outcomes = commit(connection, rowsOf(batch));
            for (int i = 0; i < outcomes.length; i++) {
                batch.get(i).written(outcomes[i]);
            }
        } catch (SQLException e) {
            if (batch.size() == 1 || !Faults.concernsOneRow(e) || !isRolledBack(connection)) {
                throw e;
            }
            for (Pending<R> single : batch) {
                attemptAlone(connection, single);
            }
        }
        return true;
    }

    private static <R> List<R> rowsOf(List<Pending<R>> batch) {
        List<R> rows = new ArrayList<>(batch.size());
        for (Pending<R> pending : batch) {
            rows.add(pending.row());
        }
        return rows;
    }

    private void attemptAlone(Connection connection, Pending<R> single) throws SQLException {
        try {
            attempt(connection, List.of(single));
        } catch (SQLException e) {
            single.failed(Faults.of(rows.purpose(), e));
            if (!Faults.concernsOneRow(e)) {
                throw e;
            }
        }
    }

    private boolean[] commit(Connection connection, List<R> batch) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                return commitOnce(connection, batch);
            } catch (SQLException e) {
                if (attempt == Connections.ATTEMPTS || !Faults.isRolledBack(e) || !isRolledBack(connection)) {
                    throw e;
                }
            }
        }
    }

    private boolean[] commitOnce(Connection connection, List<R> batch) throws SQLException {
        if (batch.size() == 1 || rows.writesAllAtOnce()) {
            return rows.write(connection, batch);
        }
        connection.setAutoCommit(false);
        boolean[] outcomes = writeOrRollBack(connection, batch);
        commit(connection);
        connection.setAutoCommit(true);
        return outcomes;
    }

    private boolean[] writeOrRollBack(Connection connection, List<R> batch) throws SQLException {
        try {
            connections.dialect().avoidGapLocks(connection);
            return rows.write(connection, batch);
        } catch (SQLException | RuntimeException | Error e) {
            rollBackAfter(e, connection);
            throw e;
        }
    }

    private static void commit(Connection connection) throws SQLException {
        try {
            connection.commit();
        } catch (SQLException e) {
            if (!Faults.isRolledBack(e)) {
                throw new CommitFailed(e);
            }
            rollBackAfter(e, connection);
            throw e;
        }
    }

    /** A connection on which this fails stays within its transaction, so that nothing is tried on it again. */
    private static void rollBackAfter(Throwable fault, Connection connection) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            fault.addSuppressed(e);
        }
    }

    /** A connection that still answers, outside a transaction, has reported the failure of all that was sent on it. */
    private static boolean isRolledBack(Connection connection) throws SQLException {
        return connection.getAutoCommit() && connection.isValid(SECONDS_TO_ANSWER);
    }

    private void fail(List<Pending<R>> batch, StoreException reason) {
        batch.stream().filter(pending -> !pending.isSettled()).forEach(pending -> pending.failed(reason));
    }
}
