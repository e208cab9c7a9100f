package io.tokenmint.benchmarks;

import java.util.Locale;

/** The questions as the report words them: what is measured under one can be found under it. */
final class Question {
    static final String PRIMITIVES = "What the primitives cost";
    static final String START_UP = "Start-up";
    static final String HEAP = "Heap per live token";

    private Question() {}

    static String mint(int threads, int clients, int scopes) {
        return "Mint in memory, " + count(threads, "thread") + ", " + count(clients, "client") + ", "
                + count(scopes, "scope") + ", secret hash SHA-256";
    }

    static String mintDurably(int callers) {
        return "Mint into a database, " + count(callers, "caller") + ", secret hash SHA-256";
    }

    static String secrets(SecretKind kind) {
        return "Mint in memory, 1 thread, "
                + switch (kind) {
                    case BCRYPT -> "secret hash bcrypt 10 (Spring's default), every time";
                    case BCRYPT_REMEMBERED ->
                        "secret hash bcrypt 10, remembered (Tokenmint's default for secrets of others)";
                    case PLAIN -> "secret in plain text (CXF's default)";
                    case SHA256 -> "secret hash SHA-256 (Tokenmint's default)";
                };
    }

    static String validate(String what, int threads, int tokens) {
        return "Validate, " + what + ", " + count(threads, "thread") + ", " + Figure.text(tokens) + " live tokens";
    }

    static String endpoint(int scopes) {
        return "Token endpoint without a socket, 1 thread, " + count(scopes, "scope");
    }

    static String inserts(Database.Kind database, int callers) {
        return "Durable inserts on " + database + ", " + count(callers, "caller");
    }

    static String insertsInto(Database.Kind database, int rows) {
        return inserts(database, 64) + ", " + Figure.text(rows) + " rows in the table";
    }

    static String insertsBesideCleanUp(Database.Kind database) {
        return inserts(database, 64) + ", clean-up beside";
    }

    static String wholeCleanUp(Database.Kind database, int rows) {
        return inserts(database, 64) + ", before, beside and after the clean-up of " + Figure.text(rows)
                + " expired rows";
    }

    static String sockets(int rate, int connections) {
        return "Token endpoint over sockets, " + Figure.text(rate) + " requests a second on " + connections
                + " connections";
    }

    static String disk(int rows) {
        return "Disk per token on PostgreSQL, " + Figure.text(rows) + " rows in the table";
    }

    static String wal(int rows) {
        return "WAL per token, single rows, " + Figure.text(rows) + " rows in the table";
    }

    private static String count(int number, String what) {
        return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? what : what + "s");
    }
}
