package io.tokenmint.http;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Conformance section 4.3. */
class PostConformanceTest {
    private final Fixture fixture = new Fixture();
    private final TokenEndpoint endpoint = fixture.endpoint();

    private static Ask body(String form) {
        return Ask.token().without("Authorization").body(form);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "grant_type=client_credentials&client_id=acme&client_secret=" + Fixture.SECRET + "&scope=a.read",
                "scope=a.read&client_secret=" + Fixture.SECRET + "&client_id=acme&grant_type=client_credentials"
            })
    @DisplayName("POST-01 credentials in the body are read in any order")
    void credentialsInTheBodyAreReadInAnyOrder(String form) {
        body(form).of(endpoint).isOk();
    }

    @Test
    @DisplayName("POST-02 POST-08 a wrong secret fails, and so does the right one with more behind it")
    void aWrongSecretFails() {
        Ask.post("acme", "wrong").of(endpoint).isUnauthorized();
        Ask.post("acme", Fixture.SECRET + "x").of(endpoint).isUnauthorized();
        Ask.post("acme", Fixture.SECRET + "x".repeat(1_000)).of(endpoint).isUnauthorized();
    }

    @Test
    @DisplayName("POST-03 a secret without an id is refused")
    void aSecretWithoutAnIdIsRefused() {
        body("grant_type=client_credentials&client_secret=" + Fixture.SECRET)
                .of(endpoint)
                .isError(400, "invalid_request");
    }

    @Test
    @DisplayName("POST-04 a plus in a secret must be encoded")
    void aPlusInASecretMustBeEncoded() {
        fixture.register("plus", "a+b", plus -> plus);

        body("grant_type=client_credentials&client_id=plus&client_secret=a+b")
                .of(endpoint)
                .isUnauthorized();
        body("grant_type=client_credentials&client_id=plus&client_secret=a%2Bb")
                .of(endpoint)
                .isOk();
    }

    @Test
    @DisplayName("POST-05 a space in id and secret is sent either way")
    void aSpaceIsSentEitherWay() {
        Ask.post(Fixture.ODD_ID, Fixture.ODD_SECRET).of(endpoint).isOk();
        body("grant_type=client_credentials&client_id=acme%20client%3A1"
                        + "&client_secret=p%40ss%20w%2Brd%25%2F%3D%26%3Ax")
                .of(endpoint)
                .isOk();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "client_id=acm%C3%A9&client_secret=" + Fixture.SECRET,
                "client_id=acme&client_secret=" + Fixture.SECRET + "%C3%A9",
                "client_id=acme%0A&client_secret=" + Fixture.SECRET,
                "client_id=acme&client_secret=" + Fixture.SECRET + "%00"
            })
    @DisplayName("POST-06 ids and secrets that nobody can have fail")
    void idsAndSecretsThatNobodyCanHaveFail(String credentials) {
        body("grant_type=client_credentials&" + credentials).of(endpoint).isUnauthorized();
    }

    @Test
    @DisplayName("POST-07 an endless secret is refused before anything is hashed")
    void anEndlessSecretIsRefusedBeforeAnythingIsHashed() {
        TokenEndpoint wide = fixture.endpoint(settings -> settings.maxBodyBytes(4_194_304));

        Ask.post("acme", "x".repeat(1_048_576)).of(wide).isError(400, "invalid_request");
        fixture.sawOnlyARefusalFor("parameter_too_long");
    }
}
