package io.tokenmint.store.jdbc;

import io.tokenmint.testing.databases.MariaDbServer;
import io.tokenmint.testing.databases.PostgresServer;
import java.util.Arrays;
import java.util.stream.Stream;

/** The databases that a test of the whole runs on, each for itself. */
enum DatabaseType {
    POSTGRES,
    MARIA_DB,
    H2;

    /** Those that there are for this platform. */
    static Stream<DatabaseType> all() {
        return Arrays.stream(values()).filter(DatabaseType::isAvailable);
    }

    /** Those of {@link #all()} that several processes can use. */
    static Stream<DatabaseType> servers() {
        return all().filter(type -> type != H2);
    }

    TestDatabase open() {
        return switch (this) {
            case POSTGRES -> TestDatabase.postgres();
            case MARIA_DB -> TestDatabase.mariaDb();
            case H2 -> TestDatabase.h2();
        };
    }

    private boolean isAvailable() {
        return switch (this) {
            case POSTGRES -> PostgresServer.isAvailable();
            case MARIA_DB -> MariaDbServer.isAvailable();
            case H2 -> true;
        };
    }
}
