package io.tokenmint.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WorkersTest {
    private final CountDownLatch underWay = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);

    @Test
    void oneRequestRunsOneWaitsAndTheThirdIsToldToComeBack() throws Exception {
        try (Served served = new Served(this::slowly, new Workers(1, 1))) {
            CompletableFuture<HttpResponse<String>> running = served.get();
            underWay.await();
            CompletableFuture<HttpResponse<String>> one = served.get();
            CompletableFuture<HttpResponse<String>> other = served.get();

            HttpResponse<?> refused =
                    (HttpResponse<?>) CompletableFuture.anyOf(one, other).get();
            mayEnd.countDown();

            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).contains("1");
            assertThat(running.get().statusCode()).isEqualTo(200);
            assertThat(one.get().statusCode() + other.get().statusCode()).isEqualTo(200 + 503);
        }
    }

    @Test
    void finishesWhatItTookAndRefusesTheRest() throws Exception {
        Workers workers = new Workers(1, 1);
        try (Served served = new Served(this::slowly, workers)) {
            CompletableFuture<HttpResponse<String>> running = served.get();
            underWay.await();

            assertThat(workers.drain(Duration.ZERO)).isFalse();
            assertThat(served.get().get().statusCode()).isEqualTo(503);
            mayEnd.countDown();

            assertThat(workers.drain(Duration.ofSeconds(30))).isTrue();
            assertThat(running.get().statusCode()).isEqualTo(200);
        }
    }

    private void slowly(HttpExchange exchange) throws IOException {
        try (exchange) {
            underWay.countDown();
            mayEnd.await();
            exchange.sendResponseHeaders(200, -1);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
