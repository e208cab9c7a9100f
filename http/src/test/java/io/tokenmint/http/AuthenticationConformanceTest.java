package io.tokenmint.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmint.TokenEvent;
import io.tokenmint.spi.AuthenticationMethod;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Conformance section 4, its first table, and 4.1. */
class AuthenticationConformanceTest {
    private final Fixture fixture = new Fixture();
    private final TokenEndpoint endpoint = fixture.endpoint();

    @ParameterizedTest
    @ValueSource(strings = {"", "&client_id=acme"})
    @DisplayName("AUTH-01 AUTH-02 without a secret nothing is proved")
    void withoutASecretNothingIsProved(String more) {
        Ask.tokenAnd(more).without("Authorization").of(endpoint).isUnauthorized();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "client_secret=" + Fixture.SECRET,
                "client_id=acme&client_secret=" + Fixture.SECRET,
                "client_assertion=x",
                "client_assertion=x&client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
            })
    @DisplayName("AUTH-03 AUTH-04 the header and another method are refused, right or wrong")
    void theHeaderAndAnotherMethodAreRefused(String more) {
        Ask.tokenAnd(more).of(endpoint).isError(400, "invalid_request");
        Ask.tokenAnd(more).header("Authorization", "Basic !").of(endpoint).isError(400, "invalid_request");
        Ask.tokenAnd(more).header("Authorization", "Bearer x").of(endpoint).isError(400, "invalid_request");
    }

    @Test
    @DisplayName("AUTH-05 a secret and an assertion are refused")
    void aSecretAndAnAssertionAreRefused() {
        Ask.tokenAnd("client_id=acme&client_assertion=x&client_secret=" + Fixture.SECRET)
                .without("Authorization")
                .of(endpoint)
                .isError(400, "invalid_request");
    }

    @Test
    @DisplayName("AUTH-06 AUTH-08 naming oneself and empty values beside the header do no harm")
    void namingOneselfBesideTheHeaderDoesNoHarm() {
        Ask.tokenAnd("client_id=acme").of(endpoint).isOk();
        Ask.tokenAnd("client_secret=&client_assertion=").of(endpoint).isOk();
    }

    @Test
    @DisplayName("AUTH-07 naming another client beside the header is refused")
    void namingAnotherClientBesideTheHeaderIsRefused() {
        Ask.tokenAnd("client_id=other").of(endpoint).isError(400, "invalid_request");
    }

    @Test
    @DisplayName("AUTH-11 a client may be held to one way of sending its secret")
    void aClientMayBeHeldToOneWay() {
        fixture.registrar.update("acme", acme -> acme.authenticationMethods(AuthenticationMethod.CLIENT_SECRET_BASIC));
        Ask.token().of(endpoint).isOk();
        Ask.post("acme", Fixture.SECRET).of(endpoint).isUnauthorized();

        fixture.registrar.update("acme", acme -> acme.authenticationMethods(AuthenticationMethod.CLIENT_SECRET_POST));
        Ask.token().of(endpoint).isUnauthorized();
        Ask.post("acme", Fixture.SECRET).of(endpoint).isOk();
    }

    @Test
    @DisplayName("AUTH-11 both ways of sending a secret are good unless the client says otherwise")
    void bothWaysAreGood() {
        Ask.token().of(endpoint).isOk();
        Ask.post("acme", Fixture.SECRET).of(endpoint).isOk();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer x",
                "Digest username=\"acme\", realm=\"x\"",
                "Negotiate YQ==",
                "Basically x",
                "x",
                "Basic"
            })
    @DisplayName("AUTH-12 AUTH-15 another scheme is answered with a challenge that names Basic")
    void anotherSchemeIsAnsweredWithAChallenge(String header) {
        Ask.token().header("Authorization", header).of(endpoint).isUnauthorized();
    }

    @Test
    @DisplayName("AUTH-13 two sets of credentials in headers are refused")
    void twoSetsOfCredentialsInHeadersAreRefused() {
        String good = "Basic YWNtZTpzM2NyZXQtMDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODk=";
        Ask.token().header("Authorization", good).of(endpoint).isOk();

        Ask.token().header("Authorization", good, good).of(endpoint).isError(400, "invalid_request");
        Ask.token().header("Authorization", good, "").of(endpoint).isError(400, "invalid_request");
        Ask.token().header("Authorization", good + ", " + good).of(endpoint).isError(400, "invalid_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    @DisplayName("AUTH-14 an empty header is no attempt")
    void anEmptyHeaderIsNoAttempt(String header) {
        Ask.post("acme", Fixture.SECRET)
                .header("Authorization", header)
                .of(endpoint)
                .isOk();
    }

    @Test
    @DisplayName("AUTH-15 AUTH-16 every failure is a 401 with a challenge, in header and body")
    void everyFailureIsA401WithAChallenge() {
        Ask.token().basic("acme", "wrong").of(endpoint).isUnauthorized();
        Ask.post("acme", "wrong").of(endpoint).isUnauthorized();
    }

    @Test
    @DisplayName("AUTH-16 a setting makes it 400 where no header was tried")
    void aSettingMakesIt400WhereNoHeaderWasTried() {
        TokenEndpoint old = fixture.endpoint(settings -> settings.status400ForBodyCredentials(true));

        Answer answer = Ask.post("acme", "wrong").of(old).isError(400, "invalid_client");
        assertThat(answer.headers()).doesNotContainKey("WWW-Authenticate");
        Ask.token().without("Authorization").of(old).isError(400, "invalid_client");
        Ask.token().basic("acme", "wrong").of(old).isUnauthorized();
        Ask.token().header("Authorization", "Bearer x").of(old).isUnauthorized();
    }

    @Test
    @DisplayName("AUTH-17 quotes and backslashes in a realm are escaped")
    void quotesAndBackslashesInARealmAreEscaped() {
        TokenEndpoint named = fixture.endpoint(settings -> settings.realm("a \"b\" \\c"));

        assertThat(Ask.post("acme", "wrong").of(named).headers())
                .containsEntry("WWW-Authenticate", "Basic realm=\"a \\\"b\\\" \\\\c\", charset=\"UTF-8\"");
    }

    @Test
    @DisplayName("AUTH-18 ENUM-01 whatever is wrong with the credentials in a header, the answer is one and the same")
    void whateverIsWrongInAHeaderTheAnswerIsTheSame() {
        fixture.register(
                "postonly",
                Fixture.SECRET,
                client -> client.authenticationMethods(AuthenticationMethod.CLIENT_SECRET_POST));
        Set<String> answers = new LinkedHashSet<>();
        for (Ask ask : List.of(
                Ask.token().basic("nobody", Fixture.SECRET),
                Ask.token().basic("acme", "wrong"),
                Ask.token().basic("off", Fixture.SECRET),
                Ask.token().basic("exp", Fixture.SECRET),
                Ask.token().basic("pub", Fixture.SECRET),
                Ask.token().basic("postonly", Fixture.SECRET),
                Ask.token().basicText("acme"),
                Ask.token().header("Authorization", "Basic !"))) {
            answers.add(ask.of(endpoint).isUnauthorized().everything());
        }

        assertThat(answers).hasSize(1);
    }

    @Test
    @DisplayName("ENUM-02 whatever is wrong with the credentials in a body, the answer is one and the same")
    void whateverIsWrongInABodyTheAnswerIsTheSame() {
        fixture.register(
                "basiconly",
                Fixture.SECRET,
                client -> client.authenticationMethods(AuthenticationMethod.CLIENT_SECRET_BASIC));
        Set<String> answers = new LinkedHashSet<>();
        for (Ask ask : List.of(
                Ask.post("nobody", Fixture.SECRET),
                Ask.post("acme", "wrong"),
                Ask.post("off", Fixture.SECRET),
                Ask.post("exp", Fixture.SECRET),
                Ask.post("pub", Fixture.SECRET),
                Ask.post("basiconly", Fixture.SECRET))) {
            answers.add(ask.of(endpoint).isUnauthorized().everything());
        }

        assertThat(answers).hasSize(1);
    }

    static Stream<Endpoint> callerEndpoints() {
        Fixture fixture = new Fixture();
        return Stream.of(fixture.introspection(), fixture.revocation());
    }

    @ParameterizedTest
    @MethodSource("callerEndpoints")
    @DisplayName("ENUM-06 callers of introspection and revocation are told as little")
    void callersOfIntrospectionAndRevocationAreToldAsLittle(Endpoint neighbour) {
        Set<String> answers = new LinkedHashSet<>();
        for (Ask ask : List.of(
                Ask.about("x").without("Authorization"),
                Ask.about("x").basic("nobody", Fixture.SECRET),
                Ask.about("x").basic("acme", "wrong"),
                Ask.about("x").basic("off", Fixture.SECRET),
                Ask.about("x").basic("exp", Fixture.SECRET))) {
            answers.add(ask.of(neighbour).isUnauthorized().everything());
        }

        assertThat(answers).hasSize(1);
    }

    @Test
    void aMalformedHeaderIsAnAttemptThatListenersAreToldOf() {
        Ask.token().header("Authorization", "Basic !").of(endpoint).isUnauthorized();

        assertThat(fixture.events).hasSize(1).first().isInstanceOf(TokenEvent.Refused.class);
    }
}
