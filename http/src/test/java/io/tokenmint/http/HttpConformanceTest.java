package io.tokenmint.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenmint.TokenService;
import io.tokenmint.TokenSettings;
import io.tokenmint.spi.ClientStore;
import io.tokenmint.spi.StoreException;
import io.tokenmint.store.memory.MemoryTokenStore;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Conformance section 1, as far as it shows without a socket. */
class HttpConformanceTest {
    private final Fixture fixture = new Fixture();
    private final TokenEndpoint endpoint = fixture.endpoint();

    @Test
    @DisplayName("HTTP-01 the base request gets a token")
    void theBaseRequestGetsAToken() {
        assertThat(Ask.token().of(endpoint).scope()).containsExactlyInAnyOrder("tenant=acme", "a.read", "a.write");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "PATCH", "DELETE", "TRACE", "OPTIONS", "BREW", "post"})
    @DisplayName("HTTP-02 HTTP-03 HTTP-04 any method but POST is not allowed")
    void anyMethodButPostIsNotAllowed(String method) {
        Answer answer = Ask.token()
                .method(method)
                .query("grant_type=client_credentials")
                .of(endpoint)
                .isError(405, "invalid_request");

        assertThat(answer.headers()).containsEntry("Allow", "POST");
        assertThat(answer.headers().keySet()).noneMatch(name -> name.startsWith("Access-Control"));
        fixture.sawOnlyARefusalFor("method_not_allowed");
    }

    @Test
    @DisplayName("HTTP-03 HEAD gets no body")
    void headGetsNoBody() {
        Answer answer = Ask.token().method("HEAD").of(endpoint);

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.text()).isEmpty();
    }

    @Test
    @DisplayName("HTTP-05 a method override is not heard")
    void aMethodOverrideIsNotHeard() {
        Ask.token()
                .method("GET")
                .header("X-HTTP-Method-Override", "POST")
                .of(endpoint)
                .isError(405, "invalid_request");
    }

    @Test
    @DisplayName("HTTP-06 a body without a type is refused")
    void aBodyWithoutATypeIsRefused() {
        Ask.token().without("Content-Type").of(endpoint).isError(400, "invalid_request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "text/plain",
                "multipart/form-data; boundary=x",
                "application/xml",
                "application/x-www-form-urlencodedX",
                "application/x-www-form-urlencoded, text/plain",
                "application/x-www-form-urlencoded; charset=utf-8, text/plain",
                "application/x-www-form-urlencoded; charset=\"utf-8",
                ""
            })
    @DisplayName("HTTP-07 HTTP-08 HTTP-11 a body of another type is refused")
    void aBodyOfAnotherTypeIsRefused(String type) {
        Ask.token().header("Content-Type", type).of(endpoint).isError(400, "invalid_request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "APPLICATION/X-WWW-Form-UrlEncoded; Charset=\"utf-8\"",
                "application/x-www-form-urlencoded ;charset=ISO-8859-1",
                "application/x-www-form-urlencoded; note=\"a, b\\\", c\""
            })
    @DisplayName("HTTP-09 HTTP-10 letter case and parameters of the type do not matter")
    void letterCaseAndParametersOfTheTypeDoNotMatter(String type) {
        Ask.token().header("Content-Type", type).of(endpoint).isOk();
    }

    @Test
    @DisplayName("HTTP-11 two types are refused")
    void twoTypesAreRefused() {
        Ask.token().header("Content-Type", Ask.FORM, Ask.FORM).of(endpoint).isError(400, "invalid_request");
    }

    private static EndpointRequest streaming(InputStream body, Map<String, String> headers) {
        return new EndpointRequest(
                "POST",
                "",
                name -> Optional.ofNullable(headers.get(name)).map(List::of).orElse(List.of()),
                body,
                true,
                Optional.empty());
    }

    /** A body that never ends, or breaks off at once. */
    private static final class Endless extends InputStream {
        private final boolean broken;
        private int handedOut;

        private Endless(boolean broken) {
            this.broken = broken;
        }

        @Override
        public int read() throws IOException {
            return read(new byte[1], 0, 1) < 0 ? -1 : 'a';
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (broken) {
                throw new IOException("connection reset");
            }
            handedOut += length;
            Arrays.fill(bytes, offset, offset + length, (byte) 'a');
            return length;
        }
    }

    @Test
    @DisplayName("HTTP-12 a body that declares too much is refused unread")
    void aBodyThatDeclaresTooMuchIsRefusedUnread() {
        Endless body = new Endless(false);
        Map<String, String> headers = Map.of("Content-Type", Ask.FORM, "Content-Length", "65537");

        Answer answer = new Answer(endpoint.handle(streaming(body, headers))).isError(413, "invalid_request");
        assertThat(answer.headers()).containsEntry("Connection", "close");
        assertThat(body.handedOut).isZero();
    }

    @Test
    @DisplayName("HTTP-13 a body that grows too long is refused, and read no further")
    void aBodyThatGrowsTooLongIsReadNoFurther() {
        Endless body = new Endless(false);

        new Answer(endpoint.handle(streaming(body, Map.of("Content-Type", Ask.FORM)))).isError(413, "invalid_request");
        assertThat(body.handedOut).isEqualTo(65_537);
    }

    @Test
    @DisplayName("HTTP-12 a body of exactly the limit is read")
    void aBodyOfExactlyTheLimitIsRead() {
        String form = "grant_type=client_credentials&a=";
        String padding = "x".repeat(1_024 - form.length());
        TokenEndpoint narrow =
                fixture.endpoint(settings -> settings.maxBodyBytes(1_024).maxValueBytes(1_024));

        Ask.token().body(form + padding).of(narrow).isOk();
        Ask.token().body(form + padding + "x").of(narrow).isError(413, "invalid_request");
    }

    @Test
    @DisplayName("HTTP-15 a body that breaks off issues nothing")
    void aBodyThatBreaksOffIssuesNothing() {
        new Answer(endpoint.handle(streaming(new Endless(true), Map.of("Content-Type", Ask.FORM))))
                .isError(400, "invalid_request");
        fixture.sawOnlyARefusalFor("body_unreadable");
    }

    @Test
    @DisplayName("HTTP-16 a coded body is refused")
    void aCodedBodyIsRefused() {
        Ask.token().header("Content-Encoding", "gzip").of(endpoint).isError(415, "invalid_request");
        Ask.token().header("Content-Encoding", "identity, br").of(endpoint).isError(415, "invalid_request");
        Ask.token().header("Content-Encoding", "Identity").of(endpoint).isOk();
    }

    @Test
    @DisplayName("HTTP-17 an empty body is refused")
    void anEmptyBodyIsRefused() {
        Ask.token().body("").of(endpoint).isError(400, "invalid_request");
    }

    @Test
    @DisplayName("HTTP-18 HTTP-21 query values are not parameters")
    void queryValuesAreNotParameters() {
        Ask.token()
                .body("")
                .query("grant_type=client_credentials&scope=a.read&client_id=acme")
                .of(endpoint)
                .isError(400, "invalid_request");
        assertThat(Ask.tokenAnd("scope=a.read")
                        .query("scope=a.write")
                        .of(endpoint)
                        .scope())
                .containsExactlyInAnyOrder("tenant=acme", "a.read");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "client_secret=x",
                "client_assertion=x",
                "a=b&client_secret",
                "%63lient_secret=x",
                "client%5Fassertion=",
                "token=x",
                "access_token=x",
                "a=b&access%5Ftoken",
                "x=%&client_secret=x"
            })
    @DisplayName("HTTP-19 a secret in the query is refused, valid body or not")
    void aSecretInTheQueryIsRefused(String query) {
        Ask.token().query(query).of(endpoint).isError(400, "invalid_request");
        Ask.about("x").query(query).of(fixture.introspection()).isError(400, "invalid_request");
        Ask.about("x").query(query).of(fixture.revocation()).isError(400, "invalid_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x=1", "x=%", "%zz=1", "&&", "=client_secret"})
    @DisplayName("HTTP-20 a harmless query is passed over")
    void aHarmlessQueryIsPassedOver(String query) {
        Ask.token().query(query).of(endpoint).isOk();
    }

    @Test
    @DisplayName("HTTP-22 the answer is JSON whatever is accepted")
    void theAnswerIsJsonWhateverIsAccepted() {
        Ask.token().header("Accept", "text/html").of(endpoint).isOk();
        Ask.token().header("Accept", "*/*").of(endpoint).isOk();
    }

    @Test
    @DisplayName("HTTP-24 without TLS where it is demanded nothing is looked at")
    void withoutTlsWhereItIsDemandedNothingIsLookedAt() {
        TokenEndpoint strict = fixture.endpoint(settings -> settings.requireTls(true));

        Answer answer = Ask.token().plain().of(strict).isError(400, "invalid_request");
        assertThat(answer.headers()).doesNotContainKey("Location");
        fixture.sawOnlyARefusalFor("tls_required");
        Ask.token().of(strict).isOk();
    }

    @Test
    @DisplayName("HTTP-25 forwarding headers have no effect")
    void forwardingHeadersHaveNoEffect() {
        TokenEndpoint strict = fixture.endpoint(settings -> settings.requireTls(true));

        Ask.token()
                .plain()
                .header("X-Forwarded-Proto", "https")
                .header("Forwarded", "proto=https")
                .header("X-Client-Cert", "x")
                .of(strict)
                .isError(400, "invalid_request");
        Ask.token().header("X-Forwarded-For", "203.0.113.9").of(endpoint).isOk();
        assertThat(fixture.events.toString()).contains("192.0.2.1").doesNotContain("203.0.113.9");
    }

    /** An answer of every endpoint and of every kind, by what it is. */
    private Map<String, Answer> answersOfEveryKind() {
        Fixture failing = new Fixture(FailingTokenStore.with(new StoreException("no disk")));
        Fixture faulty = new Fixture(FailingTokenStore.with(new IllegalStateException("a fault")));
        TokenEndpoint strict = fixture.endpoint(settings -> settings.requireTls(true));
        Endpoint metadata = new MetadataEndpoint(fixture.service, Fixture.METADATA, EndpointSettings.defaults());
        String token = fixture.token("acme");
        Map<String, Answer> answers = new LinkedHashMap<>();
        answers.put("200 token", Ask.token().of(endpoint));
        answers.put("400 token", Ask.token().body("").of(endpoint));
        answers.put("401 token", Ask.token().basic("acme", "wrong").of(endpoint));
        answers.put("405 token", Ask.token().method("GET").of(endpoint));
        answers.put("413 token", Ask.token().body("x".repeat(65_537)).of(endpoint));
        answers.put("415 token", Ask.token().header("Content-Encoding", "br").of(endpoint));
        answers.put("400 without TLS", Ask.token().plain().of(strict));
        answers.put("503 token", Ask.token().of(failing.endpoint()));
        answers.put("500 token", Ask.token().of(faulty.endpoint()));
        answers.put(
                "200 introspection",
                Ask.about(token).basic("rs-1", Fixture.SECRET).of(fixture.introspection()));
        answers.put("401 introspection", Ask.about(token).basic("rs-1", "wrong").of(fixture.introspection()));
        answers.put(
                "400 revocation",
                Ask.about(token).basic("other", Fixture.SECRET).of(fixture.revocation()));
        answers.put("200 revocation", Ask.about(token).of(fixture.revocation()));
        answers.put("200 metadata", Ask.token().method("GET").of(metadata));
        answers.put("405 metadata", Ask.token().of(metadata));
        for (int i = 0; i < 30; i++) {
            Ask.token().basic("acme", "wrong").of(endpoint);
        }
        answers.put("429 token", Ask.token().basic("acme", "wrong").of(endpoint));
        return answers;
    }

    @Test
    @DisplayName("HTTP-26 no answer of any endpoint sets a cookie, redirects, or shows a token or a secret in a header")
    void noAnswerShowsASecretInAHeader() {
        answersOfEveryKind().forEach((kind, answer) -> {
            assertThat(kind).startsWith(answer.status() + " ");
            assertThat(answer.headers().keySet())
                    .as(kind)
                    .doesNotContainAnyElementsOf(List.of("Set-Cookie", "Set-Cookie2", "Location", "Refresh"));
            assertThat(answer.headers().toString())
                    .as(kind)
                    .doesNotContain(Fixture.SECRET)
                    .doesNotContainPattern("[A-Za-z0-9_-]{36}");
        });
    }

    @Test
    @DisplayName("HTTP-27 a failing store is answered 503 and when to try again")
    void aFailingStoreIsAnswered503() {
        Fixture failing = new Fixture(FailingTokenStore.with(new StoreException("internals: restart the store")));
        TokenEndpoint patient = failing.endpoint(settings -> settings.retryAfter(Duration.ofSeconds(7)));

        Answer answer = Ask.token().of(patient).isError(503, "temporarily_unavailable");
        assertThat(answer.headers()).containsEntry("Retry-After", "7");
        assertThat(answer.text()).doesNotContain("internals");
    }

    @Test
    @DisplayName("HTTP-27 a client store that fails is answered alike by every endpoint, and a fault of it by 500")
    void aFailingClientStoreIsAnsweredByEveryEndpoint() {
        TokenService failing = serviceOn(id -> {
            throw new StoreException("internals: restart the store");
        });
        TokenService faulty = serviceOn(id -> {
            throw new IllegalStateException("internals");
        });
        for (Endpoint any : endpointsOf(failing)) {
            Answer answer = Ask.tokenAnd("token=x").of(any).isError(503, "temporarily_unavailable");
            assertThat(answer.headers()).containsEntry("Retry-After", "1");
            assertThat(answer.text()).doesNotContain("internals");
        }
        for (Endpoint any : endpointsOf(faulty)) {
            Answer answer = Ask.tokenAnd("token=x").of(any).isError(500, "server_error");
            assertThat(answer.headers()).doesNotContainKey("Retry-After");
            assertThat(answer.text()).doesNotContain("internals");
        }
    }

    private static TokenService serviceOn(ClientStore clients) {
        return new TokenService(clients, new MemoryTokenStore(), TokenSettings.defaults());
    }

    private static List<Endpoint> endpointsOf(TokenService service) {
        EndpointSettings settings = EndpointSettings.defaults();
        return List.of(
                new TokenEndpoint(service, settings),
                new IntrospectionEndpoint(service, Fixture.METADATA, settings),
                new RevocationEndpoint(service, settings));
    }

    @Test
    @DisplayName("HTTP-27 any other fault is answered 500 and says nothing")
    void anyOtherFaultIsAnswered500() {
        Fixture failing = new Fixture(FailingTokenStore.with(new IllegalStateException("internals")));

        Answer answer = Ask.token().of(failing.endpoint()).isError(500, "server_error");
        assertThat(answer.text()).doesNotContain("internals").doesNotContain("IllegalState");
    }

    @Test
    @DisplayName("HTTP-28 a preflight of a registered origin says what is allowed")
    void aPreflightSaysWhatIsAllowed() {
        TokenEndpoint open = fixture.endpoint(settings -> settings.allowedOrigin("https://app.example"));
        Ask preflight = Ask.token()
                .method("OPTIONS")
                .header("Origin", "https://app.example")
                .header("Access-Control-Request-Method", "POST");

        Answer answer = preflight.of(open);
        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.text()).isEmpty();
        assertThat(answer.headers())
                .containsEntry("Access-Control-Allow-Origin", "https://app.example")
                .containsEntry("Access-Control-Allow-Methods", "POST")
                .containsEntry("Access-Control-Allow-Headers", "authorization, content-type, dpop")
                .containsEntry("Vary", "Origin")
                .doesNotContainKey("Access-Control-Allow-Credentials");
    }

    @Test
    @DisplayName("HTTP-28 an answer is shown to pages of registered origins only")
    void anAnswerIsShownToRegisteredOriginsOnly() {
        TokenEndpoint open = fixture.endpoint(settings -> settings.allowedOrigin("https://app.example"));

        Answer shown = Ask.token().header("Origin", "https://app.example").of(open);
        JsonNode json = shown.isOk();
        assertThat(json.get("token_type").asText()).isEqualTo("Bearer");
        assertThat(shown.headers())
                .containsEntry("Access-Control-Allow-Origin", "https://app.example")
                .containsEntry("Access-Control-Expose-Headers", "DPoP-Nonce, WWW-Authenticate");

        Answer hidden = Ask.token().header("Origin", "https://evil.example").of(open);
        hidden.isOk();
        assertThat(hidden.headers()).doesNotContainKey("Access-Control-Allow-Origin");
    }
}
