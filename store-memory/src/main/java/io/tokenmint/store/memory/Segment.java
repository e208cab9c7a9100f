package io.tokenmint.store.memory;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/** The tokens that expire within one minute, one table for each stripe that has any. */
final class Segment {
    private static final VarHandle TABLES = MethodHandles.arrayElementVarHandle(Table[].class);

    /** What every stripe of a dropped segment has: nothing is found in it, and nothing may be added. */
    private static final Table DROPPED = new Table();

    private final int minute;
    private final Table[] tables;

    Segment(int minute, int stripes) {
        this.minute = minute;
        this.tables = new Table[stripes];
    }

    /** Minutes since the Unix epoch, as an unsigned number. */
    int minute() {
        return minute;
    }

    /** The table to look into, with or without the stripe's lock. */
    Table table(int stripe) {
        Table table = (Table) TABLES.getAcquire(tables, stripe);
        return table == null ? Table.EMPTY : table;
    }

    /** The table to add to, under the stripe's write lock; null when the segment was dropped. */
    @Nullable
    Table tableToAddTo(int stripe) {
        Table table = tables[stripe];
        if (table == null) {
            table = new Table();
            // release: a reader without the lock must not see a table half made
            TABLES.setRelease(tables, stripe, table);
        }
        return table == DROPPED ? null : table;
    }

    /** Gives up a stripe's tokens under its write lock and returns how many they were. */
    int drop(int stripe) {
        int dropped = table(stripe).size();
        TABLES.setRelease(tables, stripe, DROPPED);
        return dropped;
    }
}
