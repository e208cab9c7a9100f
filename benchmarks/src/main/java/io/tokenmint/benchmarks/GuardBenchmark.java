package io.tokenmint.benchmarks;

import io.tokenmint.ClientRegistrar;
import io.tokenmint.Introspection;
import io.tokenmint.TokenResponse;
import io.tokenmint.TokenService;
import io.tokenmint.TokenSettings;
import io.tokenmint.http.AccessDecision;
import io.tokenmint.http.AccessRequest;
import io.tokenmint.http.BearerGuard;
import io.tokenmint.http.BearerGuardBuilder;
import io.tokenmint.http.TenantSource;
import io.tokenmint.http.TokenVerifier;
import io.tokenmint.store.memory.MemoryClientStore;
import io.tokenmint.store.memory.MemoryTokenStore;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What a guard adds to the validation of a live token: header field in, decision out, no socket. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH fills parameters in, set-up methods the rest
public class GuardBenchmark {
    private static final int TOKENS = 10_000;
    private static final String[] HELD = {"order.order_read", "order.order_manage", "category.category_manage"};

    /** Who decides. */
    public enum Subject {
        /** The service in process, given the text of the token. */
        INTROSPECTION,
        /** A guard that asks for a good token. */
        GUARD,
        /** A guard that asks for a tenant, one scope of all and one of several. */
        GUARD_OF_TENANT_AND_SCOPES
    }

    @Param
    Subject subject;

    private TokenService service;
    private BearerGuard guard;
    private String[] tokens;
    private List<String>[] fields;

    @Setup
    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of lists
    public void fill() {
        MemoryClientStore clients = new MemoryClientStore();
        TokenSettings settings = TokenSettings.defaults();
        service = new TokenService(clients, new MemoryTokenStore(), settings);
        String id = new ClientRegistrar(clients, settings)
                .register(client -> client.tenant("acme").scope(io.tokenmint.spi.Scope.of(HELD)))
                .clientId();
        tokens = new String[TOKENS];
        fields = new List[TOKENS];
        for (int i = 0; i < TOKENS; i++) {
            tokens[i] = ((TokenResponse.Issued) service.issueFor(id)).accessToken();
            fields[i] = List.of("Bearer " + tokens[i]);
        }
        BearerGuardBuilder builder = BearerGuard.builder(TokenVerifier.inProcess(service));
        guard = (subject == Subject.GUARD
                        ? builder
                        : builder.tenant(TenantSource.path("/api/{tenant}"))
                                .allOf(HELD[0])
                                .anyOf(HELD[1], "order.order_export"))
                .build();
    }

    @Benchmark
    public boolean letIn(Caller caller) {
        int number = caller.turns.next(TOKENS);
        if (subject == Subject.INTROSPECTION) {
            return service.introspect(tokens[number]) instanceof Introspection.Active;
        }
        List<String> field = fields[number];
        AccessDecision decision = guard.decide(AccessRequest.of(name -> field).withPath("/api/acme/orders/1"));
        if (decision instanceof AccessDecision.Denied denied) {
            throw new IllegalStateException("a live token was denied for " + denied.reason());
        }
        return true;
    }

    /** One thread that is asked for something. */
    @State(Scope.Thread)
    public static class Caller {
        private final Turns turns = new Turns();
    }
}
