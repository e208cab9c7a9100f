package io.tokenmint.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.tokenmint.spi.StoredToken;
import io.tokenmint.spi.TokenKey;
import io.tokenmint.spi.TokenStore;
import io.tokenmint.store.memory.MemoryTokenStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Requests that are under way at the same time, for certain: neither is answered before both have come to the store. */
class ParallelRequestsTest {
    private final ExecutorService workers = Executors.newFixedThreadPool(2);
    private final HttpClient client = HttpClient.newHttpClient();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/oauth/token", new EndpointHandler(new Fixture(new MeetingPoint()).endpoint()));
        server.setExecutor(workers);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        workers.shutdownNow();
    }

    @Test
    @DisplayName("HTTP-23 two identical requests at the same time, fifty times, get a hundred tokens")
    void identicalRequestsAtTheSameTimeGetTokensOfTheirOwn() throws IOException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + server.getAddress().getPort() + "/oauth/token"))
                .header("Content-Type", Ask.FORM)
                .POST(BodyPublishers.ofString(
                        "grant_type=client_credentials&client_id=acme&client_secret=" + Fixture.SECRET))
                .build();

        Set<String> tokens = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            CompletableFuture<HttpResponse<String>> one = client.sendAsync(request, BodyHandlers.ofString());
            CompletableFuture<HttpResponse<String>> other = client.sendAsync(request, BodyHandlers.ofString());
            tokens.add(tokenOf(one.join()));
            tokens.add(tokenOf(other.join()));
        }
        assertThat(tokens).hasSize(100);
    }

    private static String tokenOf(HttpResponse<String> answer) throws IOException {
        assertThat(answer.statusCode()).isEqualTo(200);
        return new ObjectMapper().readTree(answer.body()).get("access_token").asText();
    }

    /** A store whose inserts wait for each other in pairs. */
    private static final class MeetingPoint implements TokenStore {
        private final TokenStore tokens = new MemoryTokenStore();
        private final CyclicBarrier both = new CyclicBarrier(2);

        @Override
        public void insert(StoredToken token) {
            try {
                both.await(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            } catch (BrokenBarrierException | TimeoutException e) {
                throw new IllegalStateException("the other request did not come", e);
            }
            tokens.insert(token);
        }

        @Override
        public Optional<StoredToken> find(TokenKey key) {
            return tokens.find(key);
        }

        @Override
        public boolean revoke(TokenKey key) {
            return tokens.revoke(key);
        }

        @Override
        public boolean recordUse(TokenKey key, Instant usedAt) {
            return tokens.recordUse(key, usedAt);
        }

        @Override
        public int deleteExpired(Instant before, int limit) {
            return tokens.deleteExpired(before, limit);
        }
    }
}
