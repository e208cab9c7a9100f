package io.tokenmint.http;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Asks an introspection endpoint about one token (RFC 7662 section 2.1). */
final class IntrospectionCall {
    private static final int MAX_ANSWER_BYTES = 65_536;

    private final URI endpoint;
    private final String authorization;
    private final Duration timeout;
    private final HttpClient client;
    private final Clock clock;

    IntrospectionCall(RemoteIntrospectionBuilder settings, HttpClient client) {
        this.endpoint = settings.endpoint;
        this.authorization = basic(settings.clientId, settings.clientSecret);
        this.timeout = settings.timeout;
        this.client = client;
        this.clock = settings.clock;
    }

    /** What becomes of the question: an answer or a failure, and within the timeout. */
    CompletableFuture<Optional<TokenFacts>> ask(String token) {
        CompletableFuture<HttpResponse<byte[]>> response =
                client.sendAsync(request(token), head -> new BoundedBody(MAX_ANSWER_BYTES));
        // The timeout of a request ends with the header of its response on older JDKs; this one covers the body too.
        CompletableFuture<Optional<TokenFacts>> answer = response.thenApply(
                        received -> IntrospectionAnswer.read(received, clock.instant()))
                .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
        return answer.whenComplete((facts, failure) -> {
            if (failure != null) {
                response.cancel(true);
            }
        });
    }

    private HttpRequest request(String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(endpoint)
                .header("Authorization", authorization)
                .header("Accept", "application/json")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "token=" + encode(token) + "&token_type_hint=access_token", StandardCharsets.US_ASCII));
        if ("http".equalsIgnoreCase(endpoint.getScheme())) {
            // Without TLS there is nobody to negotiate HTTP/2 with, and not every server likes to be asked.
            request.version(HttpClient.Version.HTTP_1_1);
        }
        return request.build();
    }

    /** RFC 6749 section 2.3.1: id and secret are form-encoded first. */
    private static String basic(String clientId, String clientSecret) {
        String pair = encode(clientId) + ":" + encode(clientSecret);
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
