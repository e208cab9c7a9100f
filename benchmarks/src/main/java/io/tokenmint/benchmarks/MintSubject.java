package io.tokenmint.benchmarks;

/** Who mints. */
public enum MintSubject {
    /** The bare primitives with the JDK's map. */
    FLOOR_HASH_MAP,
    /** The bare primitives with a map of arrays. */
    FLOOR_STRIPED_TABLE,
    /** The bare primitives with the memory store called directly. */
    FLOOR_TOKENMINT_STORE,
    /** Tokenmint with the memory stores. */
    TOKENMINT,
    /** Tokenmint with the JDBC stores on H2, which does not flush on commit. */
    TOKENMINT_H2,
    /** Tokenmint with the JDBC stores on PostgreSQL. */
    TOKENMINT_POSTGRESQL,
    /** Tokenmint with the JDBC stores on MariaDB. */
    TOKENMINT_MARIADB,
    /** Spring Authorization Server with its in-memory services. */
    SPRING,
    /** Spring Authorization Server with its JDBC services on H2. */
    SPRING_H2,
    /** Spring Authorization Server with its JDBC services on PostgreSQL. */
    SPRING_POSTGRESQL,
    /** Apache CXF's token service on a concurrent hash map. */
    CXF;

    TokenSource open(Workload workload) {
        return switch (this) {
            case FLOOR_HASH_MAP -> new MintFloor(workload, FloorMap.CONCURRENT_HASH_MAP);
            case FLOOR_STRIPED_TABLE -> new MintFloor(workload, FloorMap.STRIPED_TABLE);
            case FLOOR_TOKENMINT_STORE -> new MintFloor(workload, FloorMap.TOKENMINT_STORE);
            case TOKENMINT -> TokenmintSource.inMemory(workload);
            case TOKENMINT_H2 -> TokenmintSource.on(Database.open(Database.Kind.H2), workload);
            case TOKENMINT_POSTGRESQL -> TokenmintSource.on(Database.open(Database.Kind.POSTGRESQL), workload);
            case TOKENMINT_MARIADB -> TokenmintSource.on(Database.open(Database.Kind.MARIADB), workload);
            case SPRING -> SpringSource.inMemory(workload);
            case SPRING_H2 -> SpringSource.on(Database.open(Database.Kind.H2), workload);
            case SPRING_POSTGRESQL -> SpringSource.on(Database.open(Database.Kind.POSTGRESQL), workload);
            case CXF -> new CxfSource(workload);
        };
    }

    boolean isFloor() {
        return name().startsWith("FLOOR");
    }
}
