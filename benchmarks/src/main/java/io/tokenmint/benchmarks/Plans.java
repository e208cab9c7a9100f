package io.tokenmint.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the two forms of the suite run. */
final class Plans {
    /** How many rows a large table has. */
    static final int LARGE = 20_000_000;

    /** How many expired rows a clean-up is given. */
    static final int EXPIRED = 5_000_000;

    static final String GROUP_COMMIT = "groupCommit";
    static final String SINGLE_ROW = "singleRow";
    static final String RAW_BATCH = "rawBatch";

    private static final MintSubject[] FAST_FLOORS = {MintSubject.FLOOR_STRIPED_TABLE, MintSubject.FLOOR_TOKENMINT_STORE
    };

    /** The slowest floor of a mint in every round so far, so the short form runs it in the first alone. */
    private static final MintSubject SLOW_FLOOR = MintSubject.FLOOR_HASH_MAP;

    private static final Object[] IN_DATABASES = {
        MintSubject.TOKENMINT_POSTGRESQL,
        MintSubject.SPRING_POSTGRESQL,
        MintSubject.TOKENMINT_MARIADB,
        MintSubject.TOKENMINT_H2,
        MintSubject.SPRING_H2
    };

    private Plans() {}

    /** What the targets are held to in each round, and once what only makes the picture whole. */
    static List<Plan> brief() {
        List<Plan> plans = new ArrayList<>();
        plans.add(mintInMemory(1, 1, 1)
                .with("subject", andFastFloors(MintSubject.TOKENMINT, MintSubject.SPRING, MintSubject.CXF)));
        // Two threads leave the compilers no processor: floors are compiled within two seconds all the same, a whole
        // mint within seven.
        plans.add(mintInMemory(2, 1, 1).with("subject", andFastFloors()));
        plans.add(mintInMemory(2, 1, 1).with("subject", MintSubject.TOKENMINT).warmedUpFor(3));
        plans.add(validate("live", 1, 10_000, Presented.LIVE)
                .with("subject", andFloors("TOKENMINT"))
                .onSmallHeap());
        plans.add(validate("not live", 1, 10_000, Presented.MALFORMED)
                .with("subject", "TOKENMINT")
                .onSmallHeap());
        plans.add(endpoint(1)
                .with("subject", EndpointBenchmark.Subject.IN_PROCESS, EndpointBenchmark.Subject.ENDPOINT_FORM));
        for (int callers : new int[] {16, 64}) {
            plans.add(mintDurably(callers, MintSubject.TOKENMINT_POSTGRESQL, MintSubject.SPRING_POSTGRESQL)
                    .onSmallHeap());
        }
        plans.add(inserts(1).only(GROUP_COMMIT, SINGLE_ROW).onSmallHeap());
        plans.add(inserts(1).only(RAW_BATCH).warmedUpFor(0.4).onSmallHeap());
        for (int callers : new int[] {16, 64, 256}) {
            plans.add(inserts(callers)
                    .only(GROUP_COMMIT, SINGLE_ROW)
                    .warmedUpFor(0.8)
                    .onSmallHeap());
        }
        defaults().forEach(plan -> plans.add(plan.inOneRound().warmedUpFor(0.5)));
        for (int threads = 1; threads <= 2; threads++) {
            plans.add(mintInMemory(threads, 1, 1).with("subject", SLOW_FLOOR).inOneRound());
        }
        return plans;
    }

    static List<Plan> complete() {
        List<Plan> plans = new ArrayList<>();
        plans.add(floors());
        for (int threads : new int[] {1, 2, 16, 64}) {
            for (int clients : new int[] {1, 10_000}) {
                plans.add(
                        mintInMemory(threads, clients, 1, MintSubject.TOKENMINT, MintSubject.SPRING, MintSubject.CXF));
            }
            plans.add(mintDurably(threads, IN_DATABASES));
        }
        plans.add(mintInMemory(1, 1, 20, MintSubject.TOKENMINT, MintSubject.SPRING, MintSubject.CXF));
        plans.addAll(defaults());
        for (int tokens : new int[] {10_000, 10_000_000}) {
            for (int threads : new int[] {1, 2}) {
                plans.add(validate("live", threads, tokens, Presented.LIVE).with("subject", andFloors("TOKENMINT")));
            }
            plans.add(validate("not live", 1, tokens, notLive()).with("subject", "TOKENMINT"));
        }
        plans.add(guard());
        plans.add(endpoint(1));
        plans.add(endpoint(20));
        for (Database.Kind server : List.of(Database.Kind.POSTGRESQL, Database.Kind.MARIADB)) {
            plans.add(inserts(1, server));
            // raw batches by one caller alone: more of them wait for a connection until the pool gives up
            for (int callers : new int[] {16, 64, 256}) {
                plans.add(inserts(callers, server).only(GROUP_COMMIT, SINGLE_ROW));
            }
        }
        return plans;
    }

    /** What a large table costs those who write to it, what deleting what expired costs them, and other databases. */
    static List<Plan> large(int rows) {
        List<Plan> plans = new ArrayList<>();
        plans.add(mintDurably(16, MintSubject.TOKENMINT_MARIADB, MintSubject.TOKENMINT_H2, MintSubject.SPRING_H2)
                .inOneRound());
        for (int callers : new int[] {1, 16, 256}) {
            plans.add(inserts(callers, Database.Kind.MARIADB)
                    .only(GROUP_COMMIT, SINGLE_ROW)
                    .inOneRound());
        }
        plans.add(inserts(64, Database.Kind.MARIADB).only(GROUP_COMMIT, SINGLE_ROW));
        plans.add(inserts(64).only(GROUP_COMMIT));
        for (Database.Kind server : List.of(Database.Kind.POSTGRESQL, Database.Kind.MARIADB)) {
            plans.add(inserts(64, server)
                    .with("rows", rows)
                    .named(Question.insertsInto(server, rows))
                    .only(GROUP_COMMIT));
            plans.add(inserts(64, server)
                    .with("cleanUp", true)
                    .named(Question.insertsBesideCleanUp(server))
                    .only(GROUP_COMMIT));
        }
        return plans;
    }

    private static Plan floors() {
        return Plan.of(Question.PRIMITIVES, FloorBenchmark.class, 1);
    }

    private static Plan mintInMemory(int threads, int clients, int scopes, Object... subjects) {
        return Plan.of(Question.mint(threads, clients, scopes), MintBenchmark.class, threads)
                .with("subject", andFloors(subjects))
                .with("clients", clients)
                .with("scopes", scopes)
                .with("secret", SecretKind.SHA256);
    }

    private static Plan mintDurably(int callers, Object... subjects) {
        return Plan.of(Question.mintDurably(callers), MintBenchmark.class, callers)
                .with("subject", subjects)
                .with("clients", 1)
                .with("scopes", 1)
                .with("secret", SecretKind.SHA256);
    }

    /** Each side as it comes, and slow hashes on ours. */
    private static List<Plan> defaults() {
        return List.of(
                secrets(SecretKind.BCRYPT, MintSubject.SPRING, MintSubject.TOKENMINT),
                secrets(SecretKind.BCRYPT_REMEMBERED, MintSubject.TOKENMINT),
                secrets(SecretKind.PLAIN, MintSubject.CXF));
    }

    private static Plan secrets(SecretKind kind, Object... subjects) {
        return Plan.of(Question.secrets(kind), MintBenchmark.class, 1)
                .with("subject", subjects)
                .with("clients", 1)
                .with("scopes", 1)
                .with("secret", kind);
    }

    private static Plan validate(String what, int threads, int tokens, Object... presented) {
        return Plan.of(Question.validate(what, threads, tokens), ValidateBenchmark.class, threads)
                .with("token", presented)
                .with("liveTokens", tokens);
    }

    private static Plan guard() {
        return Plan.of("Guard on live tokens without a socket, 1 thread", GuardBenchmark.class, 1);
    }

    private static Plan endpoint(int scopes) {
        return Plan.of(Question.endpoint(scopes), EndpointBenchmark.class, 1).with("scopes", scopes);
    }

    private static Plan inserts(int callers) {
        return inserts(callers, Database.Kind.POSTGRESQL);
    }

    private static Plan inserts(int callers, Database.Kind database) {
        return Plan.of(Question.inserts(database, callers), StorageBenchmark.class, callers)
                .with("database", database)
                .with("rows", 0)
                .with("cleanUp", false);
    }

    private static Object[] andFloors(Object... others) {
        return Stream.concat(Stream.of(SLOW_FLOOR), Stream.of(andFastFloors(others)))
                .toArray();
    }

    private static Object[] andFastFloors(Object... others) {
        return Stream.concat(Stream.of(FAST_FLOORS), Stream.of(others)).toArray();
    }

    private static Object[] notLive() {
        return Stream.of(Presented.values()).filter(token -> !token.isGood()).toArray();
    }
}
