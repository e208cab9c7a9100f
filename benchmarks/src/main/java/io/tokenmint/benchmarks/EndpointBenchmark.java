package io.tokenmint.benchmarks;

import io.tokenmint.http.EndpointRequest;
import io.tokenmint.http.EndpointResponse;
import io.tokenmint.http.EndpointSettings;
import io.tokenmint.http.RequestHeaders;
import io.tokenmint.http.TokenEndpoint;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.IterationParams;

/** How many token requests a second from the bytes of a form to the bytes of the JSON answer, without a socket. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH fills parameters in, set-up methods the rest
public class EndpointBenchmark {
    /** What is called. */
    public enum Subject {
        /** The same requests in process, as the floor of the endpoint. */
        IN_PROCESS,
        /** The endpoint, with the credentials in the form. */
        ENDPOINT_FORM,
        /** The endpoint, with the credentials in the Authorization header. */
        ENDPOINT_BASIC
    }

    @Param
    Subject subject;

    @Param({"1", "20"})
    int scopes;

    private TokenmintSource source;
    private Workload.Caller client;
    private TokenEndpoint endpoint;
    private byte[] body;
    private RequestHeaders headers;

    @Setup
    public void begin() {
        Workload workload = Workload.of(1, scopes, SecretKind.SHA256);
        source = TokenmintSource.inMemory(workload);
        client = workload.clients().get(0);
        boolean basic = subject == Subject.ENDPOINT_BASIC;
        TokenForm form = new TokenForm(client, workload.requestedScope());
        body = (basic ? form.withoutCredentials() : form.withCredentials()).getBytes(StandardCharsets.US_ASCII);
        headers = headers(body.length, basic ? Map.of("Authorization", form.basicHeader()) : Map.of());
    }

    @Setup(Level.Iteration)
    public void empty(IterationParams iteration) {
        empty();
        Garbage.collectBefore(iteration);
    }

    void empty() {
        source.empty();
        endpoint = new TokenEndpoint(source.service(), EndpointSettings.defaults());
    }

    @Benchmark
    public Object answer() {
        return subject == Subject.IN_PROCESS ? source.mint(client) : post();
    }

    private EndpointResponse post() {
        EndpointResponse response = endpoint.handle(new EndpointRequest(
                "POST", "", headers, new ByteArrayInputStream(body), true, Optional.of("127.0.0.1")));
        if (response.status() != 200) {
            throw new IllegalStateException("refused: " + response);
        }
        return response;
    }

    private static RequestHeaders headers(int length, Map<String, String> more) {
        // a map of another kind would be measured along: containers have their own
        Map<String, List<String>> fields = new HashMap<>();
        fields.put("Content-Type", List.of("application/x-www-form-urlencoded"));
        fields.put("Content-Length", List.of(String.valueOf(length)));
        fields.put("Accept", List.of("*/*"));
        more.forEach((name, value) -> fields.put(name, List.of(value)));
        return name -> fields.getOrDefault(name, List.of());
    }
}
