package io.tokenmint.store.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;

/**
 * Writes rows of one kind. Rows come in the order of the comparator, which is the same on every node, so that transactions
 * that lock the same rows wait for each other and never in a circle.
 */
interface RowWriter<R> extends Comparator<R> {
    /** Completes the sentence "the database could not …". */
    String purpose();

    /** Whether any number of rows is written by one statement, so that no transaction has to be begun. */
    boolean writesAllAtOnce();

    /** Writes the rows; says of each whether there was something to write it to. */
    boolean[] write(Connection connection, List<R> rows) throws SQLException;
}
