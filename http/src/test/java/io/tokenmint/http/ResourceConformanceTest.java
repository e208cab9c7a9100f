package io.tokenmint.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Conformance section 9. */
class ResourceConformanceTest {
    private final Fixture fixture = new Fixture();
    private final TokenEndpoint endpoint = fixture.endpoint();

    private JsonNode audienceFor(String more) {
        String token =
                Ask.tokenAnd(more).of(endpoint).isOk().get("access_token").asText();
        return Ask.about(token).of(fixture.introspection()).json().get("aud");
    }

    @ParameterizedTest
    @ValueSource(strings = {Fixture.API2, "urn:example:api", Fixture.API1 + "?v=1"})
    @DisplayName("RES-01 RES-04 RES-11 a registered resource becomes the audience")
    void aRegisteredResourceBecomesTheAudience(String resource) {
        assertThat(audienceFor("resource=" + Ask.encode(resource)).asText()).isEqualTo(resource);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api",
                "://api1.example",
                "api",
                Fixture.API1 + "#x",
                Fixture.API1 + "?v=2",
                "https://api3.example",
                Fixture.API1 + "/",
                "https://API1.example",
                Fixture.API1 + ":443",
                "javascript:alert(1)",
                "https://api1.example/\r\n"
            })
    @DisplayName("RES-02 RES-03 RES-04 RES-05 RES-12 RES-13 any other resource is refused")
    void anyOtherResourceIsRefused(String resource) {
        Ask.tokenAnd("resource=" + Ask.encode(resource)).of(endpoint).isError(400, "invalid_target");
        Ask.tokenAnd("resource=" + Ask.encode(Fixture.API1) + "&resource=" + Ask.encode(resource))
                .of(endpoint)
                .isError(400, "invalid_target");
    }

    @Test
    @DisplayName("RES-06 RES-07 a resource may repeat")
    void aResourceMayRepeat() {
        String both = "resource=" + Fixture.API1 + "&resource=" + Fixture.API2;

        assertThat(audienceFor(both))
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrder(Fixture.API1, Fixture.API2);
        assertThat(audienceFor("resource=" + Fixture.API2 + "&resource=" + Fixture.API2)
                        .asText())
                .isEqualTo(Fixture.API2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "resource=", "resource=&resource=", "audience=https%3A%2F%2Fapi2.example"})
    @DisplayName("RES-08 RES-09 RES-15 without a resource a token is for the default audience")
    void withoutAResourceATokenIsForTheDefaultAudience(String more) {
        assertThat(audienceFor(more).asText()).isEqualTo(Fixture.API1);
    }

    @Test
    @DisplayName("RES-13 a resource of 8 KB or with a broken encoding is refused")
    void aHugeOrBrokenResourceIsRefused() {
        Ask.tokenAnd("resource=https://api1.example/" + "x".repeat(8_192))
                .of(endpoint)
                .isError(400, "invalid_target");
        Ask.tokenAnd("resource=https://api1.example/%zz").of(endpoint).isError(400, "invalid_request");
    }

    @Test
    @DisplayName("RES-14 a token for one resource is nothing at another")
    void aTokenForOneResourceIsNothingAtAnother() {
        String token = Ask.tokenAnd("resource=" + Fixture.API1)
                .of(endpoint)
                .isOk()
                .get("access_token")
                .asText();

        assertThat(Ask.about(token)
                        .basic("rs-2", Fixture.SECRET)
                        .of(fixture.introspection())
                        .text())
                .isEqualTo("{\"active\":false}");
    }
}
