package io.tokenmint.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Conformance sections 6 and 7. */
class ResponseConformanceTest {
    private static final String HOSTILE = "%22%5C%0D%0A%09%C3%BC%3Cscript%3Ecanary";

    private final Fixture fixture = new Fixture();
    private final TokenEndpoint endpoint = fixture.endpoint();

    @Test
    @DisplayName("RESP-01 RESP-02 RESP-03 RESP-09 RESP-10 a token comes as one JSON object that nobody keeps")
    void aTokenComesAsOneJsonObject() {
        JsonNode json = Ask.token().of(endpoint).isOk();

        assertThat(json.has("id_token")).isFalse();
        assertThat(json).noneMatch(JsonNode::isArray);
    }

    @Test
    @DisplayName("RESP-02 errors are kept by nobody either")
    void errorsAreKeptByNobodyEither() {
        Ask.token().body("").of(endpoint).isError(400, "invalid_request");
        Ask.token().basic("acme", "wrong").of(endpoint).isUnauthorized();
        Ask.token().method("GET").of(endpoint).isError(405, "invalid_request");
    }

    @Test
    @DisplayName("RESP-04 RESP-05 RESP-07 RESP-08 type, token and names keep to their grammars")
    void typeTokenAndNamesKeepToTheirGrammars() {
        JsonNode json = Ask.token().of(endpoint).isOk();

        assertThat(json.get("token_type").asText()).isEqualTo("Bearer");
        assertThat(json.get("access_token").asText()).matches("[A-Za-z0-9._~+/-]+=*");
        assertThat(json.get("refresh_token").asText()).isEmpty();
        assertThat(json.fieldNames()).toIterable().allMatch(name -> name.matches("[A-Za-z0-9._-]+"));
    }

    @Test
    @DisplayName("RESP-06 a token is good for the seconds it promised")
    void aTokenIsGoodForTheSecondsItPromised() {
        JsonNode json = Ask.token().of(endpoint).isOk();
        String token = json.get("access_token").asText();
        assertThat(json.get("expires_in").isIntegralNumber()).isTrue();
        assertThat(json.get("expires_in").asLong()).isEqualTo(14_399);

        fixture.clock.advance(Duration.ofSeconds(14_399));
        assertThat(Ask.about(token)
                        .of(fixture.introspection())
                        .json()
                        .get("active")
                        .asBoolean())
                .isTrue();
        fixture.clock.advance(Duration.ofSeconds(2));
        assertThat(Ask.about(token)
                        .of(fixture.introspection())
                        .json()
                        .get("active")
                        .asBoolean())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "'',                                             400, invalid_request",
        "grant_type=nope,                                400, unsupported_grant_type",
        "grant_type=client_credentials&scope=nope,       400, invalid_scope",
        "grant_type=client_credentials&resource=nope,    400, invalid_target"
    })
    @DisplayName("ERR-01 ERR-02 ERR-07 each error has its code and status")
    void eachErrorHasItsCodeAndStatus(String body, int status, String code) {
        Ask.token().body(body).of(endpoint).isError(status, code);
    }

    @Test
    @DisplayName("ERR-01 ERR-02 ERR-03 an unknown client is 401 and one without the grant 400")
    void anUnknownClientIs401() {
        Ask.token().basic("nobody", "x").of(endpoint).isUnauthorized();
        Ask.token().basic("nogrant", Fixture.SECRET).of(endpoint).isError(400, "unauthorized_client");
    }

    @Test
    @DisplayName("ERR-01 who fails too often is told to wait, whether the client exists or not")
    void whoFailsTooOftenIsToldToWait() {
        for (String id : new String[] {"acme", "nobody"}) {
            Answer answer = Ask.token().basic(id, "wrong").of(endpoint);
            for (int i = 0; i < 200 && answer.status() == 401; i++) {
                answer = Ask.token().basic(id, "wrong").of(endpoint);
            }
            answer.isError(429, "temporarily_unavailable");
            assertThat(answer.headers().get("Retry-After")).matches("[1-9][0-9]*");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "grant_type=" + HOSTILE,
                "grant_type=client_credentials&scope=" + HOSTILE,
                "grant_type=client_credentials&resource=" + HOSTILE,
                "grant_type=client_credentials&client_id=" + HOSTILE,
                "grant_type=client_credentials&" + HOSTILE + "=1&scope=nope",
                "grant_type=" + HOSTILE + "&grant_type=" + HOSTILE,
                "grant_type=client_credentials&x=canary%"
            })
    @DisplayName("ERR-04 ERR-05 ERR-08 nothing of the request is in the answer")
    void nothingOfTheRequestIsInTheAnswer(String body) {
        for (Ask ask : new Ask[] {
            Ask.token().body(body),
            Ask.token().body(body).without("Authorization"),
            Ask.token().body(body).header("Content-Type", "text/canary"),
            Ask.token().body(body).method("canary"),
            Ask.token().body(body).header("Authorization", "canary \r\n\"<script>")
        }) {
            Answer answer = ask.of(endpoint);
            assertThat(answer.everything())
                    .doesNotContain("canary")
                    .doesNotContain("<script")
                    .doesNotContain("\r");
            assertThat(answer.json().has("error")).isTrue();
        }
    }

    @Test
    @DisplayName("ERR-06 the description does not say what about the credentials was wrong")
    void theDescriptionDoesNotSayWhatWasWrong() {
        assertThat(Ask.token().basic("nobody", "x").of(endpoint).text())
                .isEqualTo(Ask.token().basic("acme", "wrong").of(endpoint).text())
                .isEqualTo(Ask.token().basic("off", Fixture.SECRET).of(endpoint).text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"tr-TR", "ar-EG-u-nu-arab", "th-TH-u-nu-thai"})
    @DisplayName("ERR-09 answers are the same in every locale")
    void answersAreTheSameInEveryLocale(String language) {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag(language));
            Answer refused = Ask.token()
                    .header("Accept-Language", language)
                    .basic("acme", "wrong")
                    .of(endpoint)
                    .isUnauthorized();
            assertThat(refused.text().chars()).allMatch(c -> c < 0x80);
            assertThat(Ask.token()
                            .header("Content-Type", "APPLICATION/X-WWW-FORM-URLENCODED")
                            .of(endpoint)
                            .text())
                    .contains("\"expires_in\":14399,");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void headersOfAnAnswerCannotBeChanged() {
        Map<String, String> headers = Ask.token().of(endpoint).headers();

        assertThatThrownBy(() -> headers.put("a", "b")).isInstanceOf(UnsupportedOperationException.class);
    }
}
