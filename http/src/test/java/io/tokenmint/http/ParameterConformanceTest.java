package io.tokenmint.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmint.ClientProfile;
import io.tokenmint.Grant;
import io.tokenmint.TokenRequest;
import io.tokenmint.spi.Authorization;
import io.tokenmint.store.memory.MemoryTokenStore;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Conformance section 3. */
class ParameterConformanceTest {
    private final Fixture fixture = new Fixture();
    private final TokenEndpoint endpoint = fixture.endpoint();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "scope=a.read",
                "grant_type=",
                "grant_type",
                "grant_type=client_credentials&grant_type=client_credentials",
                "grant_type=client_credentials&grant_type=password",
                "grant_type=&grant_type=client_credentials",
                "Grant_Type=client_credentials"
            })
    @DisplayName("PARAM-01 PARAM-02 PARAM-03 PARAM-08 exactly one grant_type with a value is demanded")
    void exactlyOneGrantTypeIsDemanded(String body) {
        Ask.token().body(body).of(endpoint).isError(400, "invalid_request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "scope=a.read&scope=a.read",
                "scope=&scope=a.read",
                "client_id=acme&client_id=acme",
                "client_secret=&client_secret=",
                "client_assertion=&client_assertion=",
                "client_assertion_type=a&client_assertion_type=a"
            })
    @DisplayName("PARAM-04 PARAM-05 a repeated parameter is refused, empty or not")
    void aRepeatedParameterIsRefused(String more) {
        Ask.tokenAnd(more).of(endpoint).isError(400, "invalid_request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "foo=1",
                "foo=1&foo=2",
                "code=",
                "token=x&token=y",
                "response_type=token&redirect_uri=https%3A%2F%2Fa.example&state=x&code_verifier=y"
            })
    @DisplayName("PARAM-06 PARAM-07 PARAM-17 unknown parameters are passed over")
    void unknownParametersArePassedOver(String more) {
        Ask.tokenAnd(more).of(endpoint).isOk();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Client_Credentials",
                "nope",
                "urn:x:y",
                "password",
                "refresh_token&refresh_token=",
                "refresh_token&refresh_token=x",
                "authorization_code&code=x"
            })
    @DisplayName("PARAM-09 PARAM-10 PARAM-11 PARAM-12 PARAM-13 other grants are not supported")
    void otherGrantsAreNotSupported(String grantType) {
        Ask.token().body("grant_type=" + grantType).of(endpoint).isError(400, "unsupported_grant_type");
    }

    @Test
    @DisplayName("PARAM-14 a client that may not use the grant is told so")
    void aClientThatMayNotUseTheGrantIsToldSo() {
        Ask.token().basic("nogrant", Fixture.SECRET).of(endpoint).isError(400, "unauthorized_client");
    }

    @Test
    @DisplayName("PARAM-15 wrong credentials come before an unknown grant")
    void wrongCredentialsComeBeforeAnUnknownGrant() {
        Ask.token().body("grant_type=nope").basic("acme", "wrong").of(endpoint).isUnauthorized();
    }

    @Test
    @DisplayName("PARAM-16 a client without a secret never gets a token")
    void aClientWithoutASecretNeverGetsAToken() {
        Ask.tokenAnd("client_id=pub").without("Authorization").of(endpoint).isUnauthorized();
        Ask.tokenAnd("client_id=pub&client_secret=")
                .without("Authorization")
                .of(endpoint)
                .isUnauthorized();
    }

    @Test
    @DisplayName("PARAM-18 a second token leaves the first one good")
    void aSecondTokenLeavesTheFirstOneGood() {
        String first = fixture.token("acme");
        String second = fixture.token("acme");

        assertThat(Ask.about(first)
                        .of(fixture.introspection())
                        .json()
                        .get("active")
                        .asBoolean())
                .isTrue();
        assertThat(Ask.about(second)
                        .of(fixture.introspection())
                        .json()
                        .get("active")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void aGrantOfTheHostReadsTheOtherParameters() {
        Deque<TokenRequest> seen = new ArrayDeque<>();
        Grant grant = grant("urn:example:grant", seen);
        Fixture extended = new Fixture(new MemoryTokenStore(), settings -> settings.grant(grant));
        extended.registrar.update("acme", acme -> acme.grantTypes("urn:example:grant"));

        Ask.token()
                .body("grant_type=urn:example:grant&assertion=a%2Bb&empty=&scope=a.read")
                .of(extended.endpoint())
                .isOk();
        assertThat(seen.getLast().parameter("assertion")).contains("a+b");
        assertThat(seen.getLast().parameter("empty")).isEmpty();
        assertThat(seen.getLast().parameter("scope")).isEmpty();
        assertThat(seen.getLast().scope()).contains("a.read");

        Ask.token()
                .json("{\"grant_type\":\"urn:example:grant\",\"assertion\":\"a+b\"}")
                .of(extended.endpoint(settings -> settings.jsonBody(true)))
                .isOk();
        assertThat(seen.getLast().parameter("assertion")).contains("a+b");
    }

    @Test
    void aGrantOfTheHostThatReplacesTheBuiltInOneReadsThemToo() {
        Deque<TokenRequest> seen = new ArrayDeque<>();
        Grant grant = grant("client_credentials", seen);
        Fixture replaced = new Fixture(new MemoryTokenStore(), settings -> settings.grant(grant));

        Ask.tokenAnd("note=a%2Bb").of(replaced.endpoint()).isOk();
        assertThat(seen.getLast().parameter("note")).contains("a+b");

        Ask.token()
                .json("{\"grant_type\":\"client_credentials\",\"note\":\"a+b\"}")
                .of(replaced.endpoint(settings -> settings.jsonBody(true)))
                .isOk();
        assertThat(seen.getLast().parameter("note")).contains("a+b");

        Ask.tokenAnd("note=").of(replaced.endpoint()).isOk();
        assertThat(seen.getLast().parameter("note")).isEmpty();
    }

    /** A grant that keeps the requests it sees. */
    private static Grant grant(String type, Deque<TokenRequest> seen) {
        return new Grant() {
            @Override
            public String grantType() {
                return type;
            }

            @Override
            public Authorization approve(TokenRequest request, ClientProfile client, Instant now) {
                seen.add(request);
                return client.authorize("", List.of());
            }
        };
    }
}
