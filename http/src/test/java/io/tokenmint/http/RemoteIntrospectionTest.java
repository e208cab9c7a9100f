package io.tokenmint.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tokenmint.TokenService;
import io.tokenmint.TokenSettings;
import io.tokenmint.spi.Scope;
import io.tokenmint.store.memory.MemoryTokenStore;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteIntrospectionTest {
    private final MemoryTokenStore tokens = new MemoryTokenStore();
    private final Fixture fixture = new Fixture(tokens);
    private final IntrospectionServer server = new IntrospectionServer(fixture);
    private final AtomicLong nanos = new AtomicLong();
    private final String token = fixture.token("acme");

    @AfterEach
    void stop() {
        server.stop();
    }

    private RemoteIntrospectionBuilder remote() {
        return server.asRs1().clock(fixture.clock).nanoTime(nanos::get).timeout(Duration.ofSeconds(30));
    }

    @Test
    @DisplayName("BEAR-01 BEAR-04 a token is worth what the endpoint says")
    void grantsWhatTheEndpointSays() {
        BearerGuard guard = BearerGuard.builder(remote().build())
                .audience(Fixture.API1)
                .tenant(TenantSource.path("/{tenant}"))
                .allOf("a.read")
                .build();

        assertThat(Access.bearer(token).path("/acme").isGrantedBy(guard).token())
                .isEqualTo(new TokenFacts(
                        "acme",
                        Scope.of("tenant=acme", "a.read", "a.write"),
                        List.of(Fixture.API1),
                        Optional.of(Fixture.START.plusMillis(14_400_750))));
        Access.bearer(token).path("/beta").isDeniedBy(guard, 403, "insufficient_scope");
        Access.bearer("abc").path("/acme").isDeniedBy(guard, 401, "invalid_token");
    }

    @Test
    @DisplayName("BEAR-04 a token the endpoint does not show to this resource server is not good here")
    void refusesATokenOfAnotherAudience() {
        TokenVerifier other = RemoteIntrospection.builder(server.endpoint(), "rs-2", Fixture.SECRET)
                .build();

        assertThat(other.verify(token)).isEmpty();
    }

    @Test
    void remembersAnAnswerForItsAgeAndNoLonger() {
        TokenVerifier remote = remote().maxAge(Duration.ofSeconds(10)).build();
        assertThat(remote.verify(token)).isPresent();
        fixture.service.revoke(token);

        nanos.set(Duration.ofSeconds(10).toNanos() - 1);
        assertThat(remote.verify(token)).isPresent();
        assertThat(server.questions).hasValue(1);
        nanos.set(Duration.ofSeconds(10).toNanos());
        assertThat(remote.verify(token)).isEmpty();
        assertThat(remote.verify(token)).isEmpty();
        assertThat(server.questions).hasValue(2);
    }

    @Test
    void neverUsesAnAnswerBeyondTheTokensExpiry() {
        TokenVerifier remote = remote().maxAge(Duration.ofMinutes(5)).build();
        assertThat(remote.verify(token)).isPresent();

        fixture.clock.set(Fixture.START.plusMillis(14_400_749));
        assertThat(remote.verify(token)).isPresent();
        assertThat(server.questions).hasValue(1);
        fixture.clock.set(Fixture.START.plusMillis(14_400_750));
        assertThat(remote.verify(token)).isEmpty();
    }

    @Test
    void asksEveryTimeWhenToldToRememberNothing() {
        TokenVerifier remote = remote().maxAge(Duration.ZERO).build();
        assertThat(remote.verify(token)).isPresent();
        fixture.service.revoke(token);

        assertThat(remote.verify(token)).isEmpty();
    }

    @Test
    void whoeverAsksAtOnceAboutOneTokenMakesOneQuestion() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        server.answerWith(exchange -> {
            asked.countDown();
            awaitLatch(answer);
            IntrospectionServer.saying("{\"active\":true,\"client_id\":\"acme\"}")
                    .handle(exchange);
        });
        RemoteIntrospection remote = remote().build();
        ExecutorService callers = Executors.newFixedThreadPool(16);
        try {
            List<Future<Optional<TokenFacts>>> answers = new ArrayList<>();
            answers.add(callers.submit(() -> remote.verify(token)));
            awaitLatch(asked);
            CountDownLatch ready = new CountDownLatch(15);
            Callable<Optional<TokenFacts>> caller = () -> {
                ready.countDown();
                return remote.verify(token);
            };
            for (int i = 0; i < 15; i++) {
                answers.add(callers.submit(caller));
            }
            awaitLatch(ready);
            answer.countDown();

            for (Future<Optional<TokenFacts>> each : answers) {
                assertThat(each.get(1, TimeUnit.MINUTES)).isPresent();
            }
            assertThat(server.questions).hasValue(1);
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    @DisplayName("BEAR-04 one question more than may be under way is refused at once, and each gives its place back")
    void refusesAtOnceWhatWouldBeOneQuestionTooMany() throws Exception {
        CountDownLatch asked = new CountDownLatch(2);
        CompletableFuture<Optional<TokenFacts>> open = new CompletableFuture<>();
        RemoteIntrospection remote = new RemoteIntrospection(remote().maxQuestions(2), text -> {
            asked.countDown();
            return text.startsWith("open") ? open : CompletableFuture.completedFuture(Optional.empty());
        });
        ExecutorService callers = Executors.newFixedThreadPool(2);
        try {
            Future<Optional<TokenFacts>> first = callers.submit(() -> remote.verify("open-1"));
            Future<Optional<TokenFacts>> second = callers.submit(() -> remote.verify("open-2"));
            awaitLatch(asked);

            assertThatExceptionOfType(VerifierUnavailableException.class)
                    .isThrownBy(() -> remote.verify("third"))
                    .withMessageContaining("maxQuestions");
            Access.bearer("third").isDeniedBy(BearerGuard.builder(remote).build(), 503, "temporarily_unavailable");

            open.complete(Optional.empty());
            assertThat(first.get(1, TimeUnit.MINUTES)).isEmpty();
            assertThat(second.get(1, TimeUnit.MINUTES)).isEmpty();
            assertThat(remote.verify("third")).isEmpty();
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    void questionsThatFailGiveTheirPlaceBack() {
        AtomicInteger questions = new AtomicInteger();
        RemoteIntrospection remote =
                new RemoteIntrospection(remote().maxQuestions(1), text -> switch (questions.incrementAndGet()) {
                    case 1 -> throw new IllegalStateException("cannot ask");
                    case 2 -> CompletableFuture.failedFuture(new IllegalStateException("no answer"));
                    default -> CompletableFuture.completedFuture(Optional.empty());
                });

        assertThatExceptionOfType(VerifierUnavailableException.class).isThrownBy(() -> remote.verify("a"));
        assertThatExceptionOfType(VerifierUnavailableException.class).isThrownBy(() -> remote.verify("a"));
        assertThat(remote.verify("a")).isEmpty();
    }

    @Test
    void tokensThatDifferBeyondAsciiDoNotShareAnAnswer() {
        List<String> questions = new ArrayList<>();
        RemoteIntrospection remote = new RemoteIntrospection(remote(), text -> {
            questions.add(text);
            return CompletableFuture.completedFuture(Optional.empty());
        });

        remote.verify("t\u00fc");
        remote.verify("t\u00f6");
        assertThat(questions).containsExactly("t\u00fc", "t\u00f6");
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void anInterruptedCallerLeavesAndTheOthersGetTheirAnswer() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        server.answerWith(exchange -> {
            asked.countDown();
            awaitLatch(answer);
            IntrospectionServer.saying("{\"active\":true,\"client_id\":\"acme\"}")
                    .handle(exchange);
        });
        RemoteIntrospection remote = remote().build();
        FutureTask<Boolean> first = new FutureTask<>(() -> isInterruptedWhileAsking(remote));
        Thread caller = new Thread(first);
        caller.start();
        awaitLatch(asked);
        caller.interrupt();
        assertThat(first.get(1, TimeUnit.MINUTES)).isTrue();

        answer.countDown();
        assertThat(remote.verify(token)).isPresent();
        assertThat(server.questions).hasValue(1);
    }

    private boolean isInterruptedWhileAsking(RemoteIntrospection remote) {
        assertThatExceptionOfType(VerifierUnavailableException.class).isThrownBy(() -> remote.verify(token));
        return Thread.currentThread().isInterrupted();
    }

    @Test
    @DisplayName("BEAR-04 a hundred thousand bad tokens neither drive out a good one nor fill the memory")
    void aFloodOfBadTokensLeavesTheGoodOneWhereItIs() throws Exception {
        AtomicInteger questions = new AtomicInteger();
        TokenVerifier service = TokenVerifier.inProcess(unheard());
        RemoteIntrospection remote =
                new RemoteIntrospection(remote().rememberedTokens(100).rememberedRefusals(1_000), text -> {
                    questions.incrementAndGet();
                    return CompletableFuture.completedFuture(service.verify(text));
                });

        flood(remote, 100_000);

        assertThat(questions).hasValue(100_001);
    }

    @Test
    @DisplayName("BEAR-04 a flood of bad tokens over sockets leaves the good one where it is, too")
    void aFloodOverSocketsLeavesTheGoodOneWhereItIs() throws Exception {
        server.answerWith(new EndpointHandler(
                new IntrospectionEndpoint(unheard(), Fixture.METADATA, EndpointSettings.defaults())));
        flood(remote().rememberedTokens(10).rememberedRefusals(1_000).build(), 4_000);

        assertThat(server.questions).hasValue(4_001);
    }

    /** The fixture's service without its listener, which keeps every event. */
    private TokenService unheard() {
        return new TokenService(
                fixture.clients,
                tokens,
                TokenSettings.builder().clock(fixture.clock).build());
    }

    /** The good token is revoked first, so that only the answer from before the flood lets it in afterwards. */
    private void flood(RemoteIntrospection remote, int tokens) throws Exception {
        BearerGuard guard = BearerGuard.builder(remote).build();
        Access.bearer(token).isGrantedBy(guard);
        fixture.service.revoke(token);
        ExecutorService callers = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Void>> floods = new ArrayList<>();
            for (int caller = 0; caller < 4; caller++) {
                floods.add(badTokens(guard, caller, tokens / 4));
            }
            for (Future<Void> each : callers.invokeAll(floods)) {
                each.get();
            }
        } finally {
            callers.shutdownNow();
        }
        assertThat(remote.size()).isBetween(2L, 1_001L);
        Access.bearer(token).isGrantedBy(guard);
    }

    private static Callable<Void> badTokens(BearerGuard guard, int caller, int tokens) {
        return () -> {
            for (int i = 0; i < tokens; i++) {
                Access.bearer("bad-" + caller + "-" + i).isDeniedBy(guard, 401, "invalid_token");
            }
            return null;
        };
    }

    static Stream<Arguments> unclearAnswers() {
        String json = "application/json";
        return Stream.of(
                Arguments.of(500, json, "{\"active\":true,\"client_id\":\"a\"}", "status 500"),
                Arguments.of(503, json, "", "status 503"),
                Arguments.of(302, json, "", "status 302"),
                Arguments.of(404, "text/html", "<html>", "status 404"),
                Arguments.of(401, json, "{\"error\":\"invalid_client\"}", "check the client id and secret"),
                Arguments.of(403, json, "{}", "check the client id and secret"),
                Arguments.of(200, "text/html", "{\"active\":true,\"client_id\":\"a\"}", "application/json"),
                Arguments.of(200, "application/token-introspection+jwt", "e30.e30.", "application/json"),
                Arguments.of(200, json, "", "JSON"),
                Arguments.of(200, json, "{\"active\":true,\"client_id\":\"a\"", "JSON"),
                Arguments.of(200, json, "{\"active\":true,\"active\":false}", "JSON"),
                Arguments.of(200, json, "[true]", "JSON"),
                Arguments.of(200, json, "{}", "active"),
                Arguments.of(200, json, "{\"active\":\"true\",\"client_id\":\"a\"}", "active"),
                Arguments.of(200, json, "{\"active\":1,\"client_id\":\"a\"}", "active"),
                Arguments.of(200, json, "{\"active\":null}", "active"),
                Arguments.of(200, json, "{\"active\":true}", "client_id"),
                Arguments.of(200, json, "{\"active\":true,\"client_id\":\"a\",\"exp\":\"soon\"}", "exp"),
                Arguments.of(200, json, "{\"active\":true,\"client_id\":\"a\",\"exp\":1.5}", "exp"),
                Arguments.of(200, json, "{\"active\":true,\"client_id\":\"a\",\"scope\":\"a  b\"}", "scope"),
                Arguments.of(200, json, "{\"active\":true,\"client_id\":\"a\",\"scope\":[\"a\"]}", "scope"),
                Arguments.of(200, json, "{\"active\":true,\"client_id\":\"a\",\"aud\":[1]}", "aud"),
                Arguments.of(200, json, "{\"active\":false,\"x\":\"" + "x".repeat(65_536) + "\"}", "bytes"));
    }

    @ParameterizedTest
    @MethodSource("unclearAnswers")
    void whateverIsNotAClearAnswerIsUnavailableAndNotRemembered(int status, String type, String body, String says) {
        TokenVerifier remote = remote().build();
        server.answerWith(IntrospectionServer.saying(status, type, body));

        assertThatExceptionOfType(VerifierUnavailableException.class)
                .isThrownBy(() -> remote.verify(token))
                .withMessageContaining(says);
        Access.bearer(token).isDeniedBy(BearerGuard.builder(remote).build(), 503, "temporarily_unavailable");

        server.answerWith(new EndpointHandler(fixture.introspection()));
        assertThat(remote.verify(token)).isPresent();
    }

    @Test
    void anEndpointThatDoesNotAnswerIsUnavailable() {
        CountDownLatch end = new CountDownLatch(1);
        server.answerWith(exchange -> awaitLatch(end));
        TokenVerifier remote = remote().timeout(Duration.ofMillis(50)).build();

        assertThatExceptionOfType(VerifierUnavailableException.class)
                .isThrownBy(() -> remote.verify(token))
                .withMessageContaining("in time");
        end.countDown();
    }

    @Test
    void anEndpointThatBeginsAnAnswerAndDoesNotEndItIsUnavailable() {
        CountDownLatch end = new CountDownLatch(1);
        server.answerWith(exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            awaitLatch(end);
        });
        TokenVerifier remote = remote().timeout(Duration.ofMillis(50)).build();

        assertThatExceptionOfType(VerifierUnavailableException.class)
                .isThrownBy(() -> remote.verify(token))
                .withMessageContaining("in time");
        end.countDown();
    }

    @Test
    void anEndpointThatIsNotThereIsUnavailable() {
        TokenVerifier remote = remote().build();
        server.stop();

        assertThatExceptionOfType(VerifierUnavailableException.class)
                .isThrownBy(() -> remote.verify(token))
                .withMessageContaining("could not be asked");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"active\":false}",
                "{\"active\":false,\"client_id\":7}",
                "{\"active\":true,\"client_id\":\"acme\",\"cnf\":{\"jkt\":\"abc\"}}",
                "{\"active\":true,\"client_id\":\"acme\",\"token_type\":\"DPoP\"}",
                "{\"active\":true,\"client_id\":\"acme\",\"exp\":1}",
                "{\"active\":true,\"client_id\":\"acme\",\"exp\":-999999999999999999}"
            })
    void aTokenThatIsNotGoodAsABearerTokenNowIsRefused(String json) {
        server.answerWith(IntrospectionServer.saying(json));

        assertThat(remote().build().verify(token)).isEmpty();
    }

    @Test
    void readsEveryShapeThatTheRfcAllows() {
        server.answerWith(IntrospectionServer.saying(200, "application/json; charset=utf-8", """
                 {"scope": "a \\u0062", "extension": {"deep": [[{}, null, -1.5e+3, false]]}, "aud": ["x", "y"],
                  "client_id": "acme", "token_type": "bearer", "active": true, "exp": 999999999999999999, "nbf": 0}
                """));

        assertThat(remote().build().verify(token)).hasValueSatisfying(facts -> {
            assertThat(facts.scope()).isEqualTo(Scope.of("a", "b"));
            assertThat(facts.audience()).containsExactly("x", "y");
            assertThat(facts.tenant()).isEmpty();
        });
    }

    @Test
    void refusesSettingsThatCannotWork() {
        URI far = URI.create("http://as.example/oauth/introspect");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> RemoteIntrospection.builder(far, "a", "b").build())
                .withMessageContaining("https");
        assertThat(RemoteIntrospection.builder(far, "a", "b").plainHttp().build())
                .isNotNull();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RemoteIntrospection.builder(URI.create("/here"), "a", "b")
                        .build());
        assertThatIllegalArgumentException().isThrownBy(() -> remote().timeout(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> remote().maxAge(Duration.ofMinutes(6)));
        assertThatIllegalArgumentException().isThrownBy(() -> remote().rememberedTokens(0));
        assertThatIllegalArgumentException().isThrownBy(() -> remote().maxQuestions(0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> remote().httpClient(HttpClient.newBuilder()
                        .followRedirects(HttpClient.Redirect.NORMAL)
                        .build()));
    }
}
