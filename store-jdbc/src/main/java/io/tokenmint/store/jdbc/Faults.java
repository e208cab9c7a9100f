package io.tokenmint.store.jdbc;

import io.tokenmint.spi.StoreException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a database reports, as something an operator can act on. */
final class Faults {
    private static final int SQLITE_CONSTRAINT = 19;
    private static final int MARIADB_TIMEOUT = 1969;
    private static final Set<Integer> MARIADB_READ_ONLY = Set.of(1290, 1792, 1836);
    private static final Set<String> TABLE_MISSING = Set.of("42P01", "42S02", "42S03", "42501X", "42X05");

    /** Data, constraint, check option, raised by a trigger, too large: another row of the batch may well pass. */
    private static final Set<String> CLASSES_OF_ONE_ROW = Set.of("22", "23", "44", "45", "P0", "54");

    private static final String COMPLETION_UNKNOWN = "40003";
    private static final int MARIADB_LOCK_WAIT = 1205;

    private Faults() {}

    /** A {@code StoreException} for a failure; {@code what} completes the sentence "the database could not …". */
    static StoreException of(String what, SQLException fault) {
        SQLException reported = reported(fault);
        if (isConstraint(reported)) {
            // no cause: the driver's text quotes the values
            return new StoreException("the database could not " + what + ": the key is taken, or a constraint was added"
                    + " that the row violates (" + code(reported) + ")");
        }
        String message = "the database could not " + what + ": " + advice(reported) + " (" + code(reported) + ")";
        return stateClass(reported).equals("22") ? new StoreException(message) : new StoreException(message, reported);
    }

    static boolean isConstraint(SQLException fault) {
        SQLException reported = reported(fault);
        return stateClass(reported).equals("23")
                || (reported.getSQLState() == null && reported.getErrorCode() == SQLITE_CONSTRAINT);
    }

    /** Whether the failure is about one row of a batch, so that the others are worth another attempt. */
    static boolean concernsOneRow(SQLException fault) {
        return !(fault instanceof CommitFailed)
                && (isConstraint(fault) || CLASSES_OF_ONE_ROW.contains(stateClass(reported(fault))));
    }

    /**
     * Whether the database gave the transaction up for another one, so that it is certain that nothing of it was kept and worth
     * trying again. MariaDB's lock wait timeout bears no state of its own; whoever meets it rolls back.
     */
    static boolean isRolledBack(SQLException fault) {
        SQLException reported = reported(fault);
        if (fault instanceof CommitFailed || COMPLETION_UNKNOWN.equals(reported.getSQLState())) {
            return false;
        }
        return stateClass(reported).equals("40")
                || ("HY000".equals(reported.getSQLState()) && reported.getErrorCode() == MARIADB_LOCK_WAIT);
    }

    static boolean isLostConnection(SQLException fault) {
        return stateClass(fault).equals("08");
    }

    /** Whether the server takes no writes, as one that has become a replica. */
    static boolean isReadOnly(SQLException fault) {
        SQLException reported = reported(fault);
        return "25006".equals(reported.getSQLState()) || MARIADB_READ_ONLY.contains(reported.getErrorCode());
    }

    /** What the server said: a batch's own exception may quote every value of the batch. */
    private static SQLException reported(SQLException fault) {
        if (fault instanceof BatchUpdateException) {
            if (fault.getNextException() != null) {
                return fault.getNextException();
            }
            return fault.getCause() instanceof SQLException cause ? cause : fault;
        }
        return fault;
    }

    private static String advice(SQLException fault) {
        @Nullable String state = fault.getSQLState();
        if (fault instanceof CommitFailed) {
            return "the commit was not confirmed, so nobody can tell whether it was kept; ask for another token";
        }
        if (fault instanceof SQLTimeoutException || "57014".equals(state) || fault.getErrorCode() == MARIADB_TIMEOUT) {
            return "it took longer than the statement timeout; look for locks and load on the database";
        }
        if (isReadOnly(fault)) {
            return "it is read-only; point the DataSource at the primary";
        }
        if (state != null && TABLE_MISSING.contains(state)) {
            return "a table is missing; apply the SQL file of this database or call JdbcSchema.create,"
                    + " and check the table prefix";
        }
        return adviceForClass(fault);
    }

    private static String adviceForClass(SQLException fault) {
        if (fault instanceof SQLTransientConnectionException) {
            return "no connection was to be had; check that the database is reachable and that the pool is large enough";
        }
        return switch (stateClass(fault)) {
            case "08", "57" ->
                "the connection failed; check that the database is running and reachable. What was being written may or"
                        + " may not have been kept";
            case "28" -> "it refused the login; check user and password";
            case "42" -> "it refused the statement; check the privileges on the tables, their columns and their prefix";
            case "53" -> "it is short of disk, memory or connections";
            case "40" ->
                "it gave the transaction up for another one, several times; look for locks and load on the database";
            default -> "see the cause";
        };
    }

    private static String stateClass(SQLException fault) {
        String state = fault.getSQLState();
        return state == null || state.length() < 2 ? "" : state.substring(0, 2);
    }

    private static String code(SQLException fault) {
        return "SQLState " + fault.getSQLState() + ", code " + fault.getErrorCode();
    }
}
