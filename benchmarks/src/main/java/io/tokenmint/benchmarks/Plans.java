package io.tokenmint.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the two forms of the suite run. */
final class Plans {
    private static final Object[] FLOORS = {
        MintSubject.FLOOR_HASH_MAP, MintSubject.FLOOR_STRIPED_TABLE, MintSubject.FLOOR_TOKENMINT_STORE
    };

    private Plans() {}

    static List<Plan> brief() {
        List<Plan> plans = new ArrayList<>();
        plans.add(floors());
        plans.add(mintInMemory(1, 1, 1, MintSubject.TOKENMINT, MintSubject.SPRING, MintSubject.CXF));
        plans.add(mintInMemory(2, 1, 1, MintSubject.TOKENMINT, MintSubject.SPRING));
        plans.addAll(defaults());
        plans.add(validate("live", 1, 10_000, Presented.LIVE).with("subject", floorsAnd("TOKENMINT")));
        plans.add(validate("not live", 1, 10_000, Presented.UNKNOWN, Presented.MALFORMED)
                .with("subject", "TOKENMINT"));
        plans.add(endpoint(1));
        plans.add(mintDurably(16, MintSubject.TOKENMINT_POSTGRESQL, MintSubject.SPRING_POSTGRESQL));
        plans.add(storage(64, Database.Kind.POSTGRESQL, 0, false));
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
            plans.add(mintDurably(
                    threads,
                    MintSubject.TOKENMINT_POSTGRESQL,
                    MintSubject.TOKENMINT_MARIADB,
                    MintSubject.TOKENMINT_H2,
                    MintSubject.SPRING_POSTGRESQL,
                    MintSubject.SPRING_H2));
        }
        plans.add(mintInMemory(1, 1, 20, MintSubject.TOKENMINT, MintSubject.SPRING, MintSubject.CXF));
        plans.addAll(defaults());
        for (int tokens : new int[] {10_000, 10_000_000}) {
            for (int threads : new int[] {1, 2}) {
                plans.add(validate("live", threads, tokens, Presented.LIVE).with("subject", floorsAnd("TOKENMINT")));
            }
            plans.add(validate("not live", 1, tokens, notLive()).with("subject", "TOKENMINT"));
        }
        plans.add(endpoint(1));
        plans.add(endpoint(20));
        for (int callers : new int[] {1, 16, 64, 256}) {
            plans.add(storage(callers, Database.Kind.POSTGRESQL, 0, false));
            plans.add(storage(callers, Database.Kind.MARIADB, 0, false));
        }
        plans.add(storage(64, Database.Kind.POSTGRESQL, 1, true));
        plans.add(storage(64, Database.Kind.POSTGRESQL, 20_000_000, false));
        return plans;
    }

    private static Plan floors() {
        return Plan.of("What the primitives cost", FloorBenchmark.class, 1);
    }

    private static Plan mintInMemory(int threads, int clients, int scopes, MintSubject... subjects) {
        String question =
                "Mint in memory, " + threads(threads) + ", " + clients + (clients == 1 ? " client" : " clients")
                        + (scopes == 1 ? ", 1 scope" : ", " + scopes + " scopes") + ", secret hash SHA-256";
        return Plan.of(question, MintBenchmark.class, threads)
                .with(
                        "subject",
                        Stream.concat(Stream.of(FLOORS), Stream.of(subjects)).toArray())
                .with("clients", clients)
                .with("scopes", scopes)
                .with("secret", SecretKind.SHA256);
    }

    private static Plan mintDurably(int threads, Object... subjects) {
        return Plan.of(
                        "Mint into a database, " + threads(threads) + ", secret hash SHA-256",
                        MintBenchmark.class,
                        threads)
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
        String question = switch (kind) {
            case BCRYPT -> "Mint in memory, 1 thread, secret hash bcrypt 10 (Spring's default), every time";
            case BCRYPT_REMEMBERED -> "Mint in memory, 1 thread, secret hash bcrypt 10, remembered";
            case PLAIN -> "Mint in memory, 1 thread, secret in plain text (CXF's default)";
            case SHA256 -> "Mint in memory, 1 thread, secret hash SHA-256 (Tokenmint's default)";
        };
        return Plan.of(question, MintBenchmark.class, 1)
                .with("subject", subjects)
                .with("clients", 1)
                .with("scopes", 1)
                .with("secret", kind);
    }

    private static Plan validate(String what, int threads, int tokens, Object... presented) {
        String question = "Validate, " + what + ", " + threads(threads) + ", " + Figure.text(tokens) + " live tokens";
        return Plan.of(question, ValidateBenchmark.class, threads)
                .with("token", presented)
                .with("liveTokens", tokens);
    }

    private static Plan endpoint(int scopes) {
        String question = "Token endpoint without a socket, 1 thread" + (scopes == 1 ? "" : ", " + scopes + " scopes");
        return Plan.of(question, EndpointBenchmark.class, 1).with("scopes", scopes);
    }

    private static Plan storage(int callers, Database.Kind database, int rows, boolean cleanUp) {
        String question = "Durable inserts on " + database + ", " + callers + (callers == 1 ? " caller" : " callers")
                + (cleanUp ? ", clean-up beside" : rows > 0 ? ", " + Figure.text(rows) + " rows" : "");
        return Plan.of(question, StorageBenchmark.class, callers)
                .with("database", database)
                .with("rows", rows)
                .with("cleanUp", cleanUp);
    }

    private static Object[] floorsAnd(String subject) {
        return Stream.concat(Stream.of(FLOORS), Stream.of(subject)).toArray();
    }

    private static Object[] notLive() {
        return Stream.of(Presented.values()).filter(token -> !token.isGood()).toArray();
    }

    private static String threads(int threads) {
        return threads + (threads == 1 ? " thread" : " threads");
    }
}
