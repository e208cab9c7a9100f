package io.tokenmint.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenmint.spi.AnswerShape;
import io.tokenmint.spi.ClientSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Conformance section 21. */
class CompatibilityConformanceTest {
    private final Fixture fixture = new Fixture();
    private final TokenEndpoint endpoint = fixture.endpoint();
    private final TokenEndpoint json = fixture.endpoint(settings -> settings.jsonBody(true));

    @Test
    @DisplayName("COMPAT-01 the published shape has exactly seven members")
    void thePublishedShapeHasExactlySevenMembers() {
        JsonNode answer = Ask.token().of(endpoint).isOk();

        assertThat(answer.fieldNames())
                .toIterable()
                .containsExactly(
                        "access_token",
                        "token_type",
                        "expires_in",
                        "session_idle_time",
                        "refresh_token",
                        "refresh_token_expires_in",
                        "scope");
        assertThat(answer.get("access_token").isTextual() && answer.get("scope").isTextual())
                .isTrue();
        assertThat(answer.get("expires_in").isInt()).isTrue();
        assertThat(answer.get("session_idle_time").intValue()).isEqualTo(120);
        assertThat(answer.get("refresh_token").textValue()).isEmpty();
        assertThat(answer.get("refresh_token_expires_in").isInt()).isTrue();
        assertThat(answer.get("refresh_token_expires_in").intValue()).isZero();
    }

    @Test
    @DisplayName("COMPAT-02 COMPAT-03 the strict shape differs by the refresh members only")
    void theStrictShapeDiffersByTheRefreshMembersOnly() {
        Answer service = Ask.token().of(endpoint);
        fixture.registrar.update(
                "acme", acme -> acme.settings(ClientSettings.none().withAnswerShape(AnswerShape.STRICT)));
        Answer strict = Ask.token().of(endpoint);

        assertThat(strict.isOk().fieldNames())
                .toIterable()
                .containsExactly("access_token", "token_type", "expires_in", "session_idle_time", "scope");
        assertThat(strict.headers()).isEqualTo(service.headers());
        for (String name : new String[] {"token_type", "expires_in", "session_idle_time", "scope"}) {
            assertThat(strict.json().get(name)).isEqualTo(service.json().get(name));
        }
    }

    @Test
    @DisplayName("COMPAT-05 the documented command is answered")
    void theDocumentedCommandIsAnswered() {
        Ask.token()
                .without("Authorization")
                .body("client_id=acme&client_secret=" + Fixture.SECRET
                        + "&grant_type=client_credentials&scope=tenant=acme")
                .of(endpoint)
                .isOk();
    }

    @Test
    @DisplayName("COMPAT-06 sending the empty refresh token back breaks nothing")
    void sendingTheEmptyRefreshTokenBackBreaksNothing() {
        Ask.token().body("grant_type=refresh_token&refresh_token=").of(endpoint).isError(400, "unsupported_grant_type");
    }

    private static String object(String members) {
        return "{\"grant_type\":\"client_credentials\",\"client_id\":\"acme\",\"client_secret\":\"" + Fixture.SECRET
                + "\"" + members + "}";
    }

    private static Ask body(String text) {
        return Ask.token().without("Authorization").json(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ",\"scope\":\"tenant=acme\"",
                ",\"scope\":null",
                ",\"scope\":\"\"",
                ",\"x\":\"\\u00fc\\uD83D\\uDE00\\n\\/\\\"\"",
                " ,\r\n\t\"scope\" : \"a.read a.write\" "
            })
    @DisplayName("COMPAT-10 COMPAT-12 a flat object is read, null and empty count as absent")
    void aFlatObjectIsRead(String members) {
        assertThat(body(object(members)).of(json).scope()).contains("tenant=acme", "a.read", "a.write");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ",\"scope\":\"a.read\",\"scope\":\"a.read\"",
                ",\"x\":\"1\",\"x\":\"2\"",
                ",\"grant_type\":null",
                ",\"x\":{}",
                ",\"x\":[]",
                ",\"x\":[\"a\"]",
                ",\"x\":1",
                ",\"x\":true",
                ",\"x\":false",
                ",\"scope\":{\"a\":\"b\"}",
                ",\"x\":NaN",
                ",\"x\":nul",
                ",\"x\":nullx",
                ",\"x\"",
                ",\"x\":",
                ",",
                ",x:\"y\"",
                ",'x':'y'",
                ",\"x\":\"\\ud800\"",
                ",\"x\":\"\\udc00\\ud800\"",
                ",\"x\":\"\\u0000\"",
                ",\"x\":\"\\x41\"",
                ",\"x\":\"\\u12\"",
                ",\"x\":\"\\u\u0661\u0661\u0661\u0661\"",
                ",\"x\":\"a\nb\"",
                "/* comment */"
            })
    @DisplayName("COMPAT-11 COMPAT-13 any other object is refused")
    void anyOtherObjectIsRefused(String members) {
        body(object(members)).of(json).isError(400, "invalid_request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "\"text\"",
                "null",
                "1",
                "{",
                "}",
                "{}x",
                "{} {}",
                "// comment\n{}",
                "\uFEFF{\"grant_type\":\"client_credentials\"}",
                "grant_type=client_credentials&client_id=acme"
            })
    @DisplayName("COMPAT-13 COMPAT-14 what is not one object is refused")
    void whatIsNotOneObjectIsRefused(String text) {
        body(text).of(json).isError(400, "invalid_request");
    }

    @Test
    @DisplayName("COMPAT-13 depth, UTF-16 and broken UTF-8 are refused")
    void depthAndOtherEncodingsAreRefused() {
        body("{\"x\":".repeat(1_000)).of(json).isError(400, "invalid_request");
        body("[".repeat(1_000)).of(json).isError(400, "invalid_request");
        body("").body(object("").getBytes(StandardCharsets.UTF_16)).of(json).isError(400, "invalid_request");
        body("").body(object("").getBytes(StandardCharsets.UTF_16LE)).of(json).isError(400, "invalid_request");
        body("").body(object(",\"x\":\"\u00ff\"").getBytes(StandardCharsets.ISO_8859_1))
                .of(json)
                .isError(400, "invalid_request");
    }

    @Test
    @DisplayName("COMPAT-14 the content type decides, nobody guesses")
    void theContentTypeDecides() {
        body(object("")).header("Content-Type", Ask.FORM).of(json).isError(400, "invalid_request");
        body(object("")).of(endpoint).isError(400, "invalid_request");
        Ask.token().of(json).isOk();
    }

    @Test
    @DisplayName("COMPAT-15 the header and a secret in the object are refused")
    void theHeaderAndASecretInTheObjectAreRefused() {
        Ask.token().json(object("")).of(json).isError(400, "invalid_request");
        Ask.token().json("{\"grant_type\":\"client_credentials\"}").of(json).isOk();
    }

    @Test
    @DisplayName("COMPAT-16 answers, errors and limits are those of the form")
    void answersErrorsAndLimitsAreThoseOfTheForm() {
        assertThat(body(object("").replace(Fixture.SECRET, "wrong")).of(json).everything())
                .isEqualTo(Ask.post("acme", "wrong").of(json).everything());
        body(object(",\"scope\":\"nope\"")).of(json).isError(400, "invalid_scope");
        body("{\"grant_type\":\"nope\"}").of(json).isUnauthorized();
        body(object(",\"x\":\"" + "v".repeat(16_385) + "\"")).of(json).isError(400, "invalid_request");
        body(object(",\"" + "n".repeat(257) + "\":\"\"")).of(json).isError(400, "invalid_request");
        body(object(",\"x\":\"" + "v".repeat(65_536) + "\"")).of(json).isError(413, "invalid_request");
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 98; i++) {
            many.append(",\"p").append(i).append("\":\"\"");
        }
        body(object(many.toString())).of(json).isError(400, "invalid_request");
        body(object("")).query("client_secret=x").of(json).isError(400, "invalid_request");
    }

    @Test
    @DisplayName("COMPAT-16 names and values are measured as sent: escapes before decoding, other characters in UTF-8")
    void namesAndValuesAreMeasuredAsSent() {
        String euro = "\u20ac"; // three bytes
        body(object(",\"" + "n".repeat(256) + "\":\"\"")).of(json).isOk();
        body(object(",\"" + euro.repeat(85) + "n\":\"\"")).of(json).isOk();
        body(object(",\"" + euro.repeat(85) + "nn\":\"\"")).of(json).isError(400, "invalid_request");
        body(object(",\"x\":\"" + "v".repeat(16_384) + "\"")).of(json).isOk();
        body(object(",\"x\":\"" + euro.repeat(5_461) + "v\"")).of(json).isOk();
        body(object(",\"x\":\"" + euro.repeat(5_461) + "vv\"")).of(json).isError(400, "invalid_request");
        body(object(",\"x\":\"" + "\\u0076".repeat(2_730) + "vvvv\"")).of(json).isOk();
        body(object(",\"x\":\"" + "\\u0076".repeat(2_730) + "vvvvv\"")).of(json).isError(400, "invalid_request");
    }

    @Test
    @DisplayName("COMPAT-16 introspection and revocation take forms only")
    void introspectionAndRevocationTakeFormsOnly() {
        EndpointSettings settings = Fixture.settings(some -> some.jsonBody(true));
        Ask ask = Ask.token().json("{\"token\":\"x\"}");

        ask.of(new IntrospectionEndpoint(fixture.service, Fixture.METADATA, settings))
                .isError(400, "invalid_request");
        ask.of(new RevocationEndpoint(fixture.service, settings)).isError(400, "invalid_request");
    }

    @Test
    @DisplayName("COMPAT-17 an idle time that is told and not enforced ends nothing")
    void anIdleTimeThatIsNotEnforcedEndsNothing() {
        String token = fixture.token("acme");
        fixture.clock.advance(Duration.ofHours(3));

        assertThat(Ask.about(token)
                        .of(fixture.introspection())
                        .json()
                        .get("active")
                        .asBoolean())
                .isTrue();
    }

    @Test
    @DisplayName("COMPAT-18 the name inside the value is refused unless the host drops it")
    void theNameInsideTheValueIsRefusedUnlessDropped() {
        String old = "scope=scope%3Da.read+tenant%3Dacme";

        Ask.tokenAnd(old).of(endpoint).isError(400, "invalid_scope");
        TokenEndpoint stripping = fixture.endpoint(settings -> settings.stripScopePrefix(true));
        assertThat(Ask.tokenAnd(old).of(stripping).scope()).containsExactlyInAnyOrder("tenant=acme", "a.read");
        Ask.tokenAnd("scope=scope%3Dscope%3Da.read").of(stripping).isError(400, "invalid_scope");
    }

    @Test
    @DisplayName("COMPAT-19 everything in the query string is refused, whatever the settings are")
    void everythingInTheQueryIsRefused() {
        String all = "grant_type=client_credentials&client_id=acme&client_secret=" + Fixture.SECRET;

        for (TokenEndpoint any : new TokenEndpoint[] {endpoint, json}) {
            Ask.token().without("Authorization").body("").query(all).of(any).isError(400, "invalid_request");
            Ask.token().query(all).of(any).isError(400, "invalid_request");
        }
    }
}
