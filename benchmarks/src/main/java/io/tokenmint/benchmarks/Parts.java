package io.tokenmint.benchmarks;

import io.tokenmint.TokenRequest;
import io.tokenmint.TokenService;
import io.tokenmint.store.jdbc.JdbcSchema;
import io.tokenmint.store.jdbc.JdbcSettings;
import io.tokenmint.store.jdbc.JdbcTokenStore;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.List;

/** What minting, validating and storing consist of. */
final class Parts {
    private static final String SOURCE = "127.0.0.1";

    private Parts() {}

    /** All of it, as text. */
    static String measure() throws Exception {
        StringBuilder text = new StringBuilder();
        for (int threads = 1; threads <= 2; threads++) {
            text.append(mint().measure("A mint in memory, threads: " + threads, threads, 10_000, 400));
        }
        text.append(
                peers().measure("A mint in memory beside the peers, the same secret hash, threads: 1", 1, 2_000, 400));
        for (int tokens : new int[] {100, 10_000}) {
            text.append(validation(tokens).measure("A validation, live tokens: " + tokens, 1, 10_000, 400));
        }
        try (Database database = Database.open(Database.Kind.POSTGRESQL)) {
            JdbcSchema.create(database.pool(), JdbcSettings.defaults());
            LoneCaller.warmUpStore(database);
            LoneCaller.warmUpSingleRow(database);
            text.append(insert(database).measure("A durable insert on PostgreSQL, 1 caller", 1, 40, 600));
        }
        return text.toString();
    }

    /** Each with what the one before it does, but for the map. */
    static Alternation mint() {
        Workload workload = Workload.of(1, 1, SecretKind.SHA256);
        return new Alternation(List.of(
                Part.of("two SHA-256, random bytes, base64url", () -> primitives(workload)),
                minting("the same and an insert into StripedTable", MintSubject.FLOOR_STRIPED_TABLE, workload),
                minting("the same, but into Tokenmint's store", MintSubject.FLOOR_TOKENMINT_STORE, workload),
                minting("Tokenmint: the same and all else that a mint is", MintSubject.TOKENMINT, workload),
                fromSource("the same, of a caller with an address to count by", workload, false),
                fromSource("the same, in texts that were just made", workload, true),
                endpoint("the same, from the bytes of a form to those of JSON")));
    }

    static Alternation peers() {
        Workload workload = Workload.of(1, 1, SecretKind.SHA256);
        return new Alternation(List.of(
                minting("Tokenmint", MintSubject.TOKENMINT, workload),
                minting("Apache CXF", MintSubject.CXF, workload),
                minting("Spring Authorization Server", MintSubject.SPRING, workload)));
    }

    static Alternation validation(int tokens) {
        return new Alternation(List.of(
                validating(
                        "a SHA-256 and look-ups in StripedTable and a map",
                        new FloorSink(FloorMap.STRIPED_TABLE),
                        tokens),
                validating(
                        "the same, but in the JDK's ConcurrentHashMap",
                        new FloorSink(FloorMap.CONCURRENT_HASH_MAP),
                        tokens),
                validating("the same, but in Tokenmint's store", new FloorSink(FloorMap.TOKENMINT_STORE), tokens),
                validating("Tokenmint: the same and all else that a validation is", new TokenmintSink(), tokens)));
    }

    static Alternation insert(Database database) {
        JdbcSchema.create(database.pool(), JdbcSettings.defaults());
        RawInserts raw = new RawInserts(database);
        JdbcTokenStore store = new JdbcTokenStore(database.pool());
        return new Alternation(List.of(
                Part.of("a single row", () -> () -> {
                    raw.single(NewTokens.next());
                    return raw;
                }),
                Part.of("Tokenmint's store", () -> () -> {
                    store.insert(NewTokens.next());
                    return store;
                })));
    }

    private static Part.Work primitives(Workload workload) {
        Primitives primitives = new Primitives(new SecureRandom());
        String secret = workload.clients().get(0).secret();
        byte[] expected = Workload.sha256(secret);
        return () -> {
            boolean right = MessageDigest.isEqual(expected, primitives.sha256(secret));
            String token = primitives.base64url(primitives.random());
            return right ? primitives.sha256(token) : token;
        };
    }

    private static Part minting(String name, MintSubject subject, Workload workload) {
        TokenSource source = subject.open(workload);
        return new Part(name, source::empty, () -> {
            TokenSource.Minting minting = source.minting();
            return () -> minting.mint(0);
        });
    }

    private static Part fromSource(String name, Workload workload, boolean newTexts) {
        TokenmintSource source = TokenmintSource.inMemory(workload);
        Workload.Caller client = workload.clients().get(0);
        String scope = workload.requestedScope();
        return new Part(name, source::empty, () -> {
            TokenService service = source.service();
            return () -> service.issue(
                    TokenRequest.clientCredentials(text(client.id(), newTexts), text(client.secret(), newTexts))
                            .withScope(text(scope, newTexts))
                            .withSource(SOURCE));
        });
    }

    /** A text whose hash nobody has worked out yet, as one that was read off a wire. */
    @SuppressWarnings("StringCopy")
    private static String text(String text, boolean isNew) {
        return isNew ? new String(text.toCharArray()) : text;
    }

    private static Part endpoint(String name) {
        EndpointBenchmark benchmark = new EndpointBenchmark();
        benchmark.subject = EndpointBenchmark.Subject.ENDPOINT_FORM;
        benchmark.scopes = 1;
        benchmark.begin();
        return new Part(name, benchmark::empty, () -> benchmark::answer);
    }

    private static Part validating(String name, TokenSink sink, int tokens) {
        String[] texts = Presented.LIVE.texts(sink, tokens);
        return Part.of(name, () -> {
            Turns turns = new Turns();
            Primitives primitives = new Primitives(new SecureRandom());
            return () -> sink.isGood(texts[turns.next(texts.length)], primitives);
        });
    }
}
