package io.tokenmint.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Conformance section 4.2. */
class BasicConformanceTest {
    private static final String GOOD = "YWNtZTpzM2NyZXQtMDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODk=";

    private final Fixture fixture = new Fixture();
    private final TokenEndpoint endpoint = fixture.endpoint();

    @Test
    @DisplayName("BASIC-01 the example of RFC 6749 gets a token")
    void theExampleOfTheRfcGetsAToken() {
        Ask.token()
                .header("Authorization", "Basic czZCaGRSa3F0Mzo3RmpmcDBaQnIxS3REUmJuZlZkbUl3")
                .of(endpoint)
                .isOk();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "acme+client%3A1:p%40ss+w%2Brd%25%2F%3D%26%3Ax",
                "acme%20client%3a1:p%40ss%20w%2brd%25%2f%3d%26%3ax",
                "%61cme+client%3A1:%70%40ss+w%2Brd%25%2F%3D%26:x"
            })
    @DisplayName("BASIC-02 BASIC-03 BASIC-16 id and secret are form-encoded first, however it is done")
    void idAndSecretAreFormEncodedFirst(String pair) {
        Ask.token().basicText(pair).of(endpoint).isOk();
    }

    @Test
    @DisplayName("BASIC-02 the header of the list gets a token")
    void theHeaderOfTheListGetsAToken() {
        Ask.token()
                .header("Authorization", "Basic YWNtZStjbGllbnQlM0ExOnAlNDBzcyt3JTJCcmQlMjUlMkYlM0QlMjYlM0F4")
                .of(endpoint)
                .isOk();
    }

    @Test
    @DisplayName("BASIC-04 characters that encoders treat differently are read both ways")
    void charactersThatEncodersTreatDifferentlyAreReadBothWays() {
        fixture.register("marks", "*-._~!'()", marks -> marks);

        Ask.token().basicText("marks:*-._~!'()").of(endpoint).isOk();
        Ask.token().basicText("marks:%2A%2D%2E%5F%7E%21%27%28%29").of(endpoint).isOk();
    }

    @Test
    @DisplayName("BASIC-05 BASIC-06 what was not encoded does not match")
    void whatWasNotEncodedDoesNotMatch() {
        fixture.register("plus", "a+b", plus -> plus);

        Ask.token()
                .basicText(Fixture.ODD_ID + ":" + Fixture.ODD_SECRET)
                .of(endpoint)
                .isUnauthorized();
        Ask.token().basicText("plus:a+b").of(endpoint).isUnauthorized();
        Ask.token().basicText("plus:a%2Bb").of(endpoint).isOk();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "acme:p%",
                "acme:a%2",
                "acme:a%zz",
                "acme:%ff",
                "acme:\u00e9",
                "acme:%C3%A9",
                "acme",
                "acme:",
                ":" + Fixture.SECRET,
                ":",
                "",
                "acme%00:" + Fixture.SECRET,
                "acme:" + Fixture.SECRET + "%00",
                "acme:" + Fixture.SECRET + "%0D%0A",
                "ACME:" + Fixture.SECRET
            })
    @DisplayName(
            "BASIC-07 BASIC-08 BASIC-09 BASIC-10 BASIC-11 BASIC-12 BASIC-18 malformed and other credentials fail alike")
    void malformedAndOtherCredentialsFailAlike(String pair) {
        String wrong = Ask.token().basic("acme", "wrong").of(endpoint).everything();

        assertThat(Ask.token().basicText(pair).of(endpoint).isUnauthorized().everything())
                .isEqualTo(wrong);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Basic",
                "Basic   ",
                "Basic !!!!",
                "Basic \u00e9\u20ac",
                "Basic YWNtZTpfLV8t_-_-",
                "Basic YWNtZTpzM2NyZXQtMDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODk",
                "Basic " + GOOD + "=",
                "Basic YWNtZTpzM2Ny ZXQtMDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODk=",
                "Basic YWNtZTpzM2Ny\r\nZXQtMDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODk=",
                "Basic\t" + GOOD
            })
    @DisplayName("BASIC-13 what is not base64 fails")
    void whatIsNotBase64Fails(String header) {
        Ask.token().header("Authorization", header).of(endpoint).isUnauthorized();
    }

    @Test
    @DisplayName("BASIC-14 base64 with spare bits set is refused")
    void base64WithSpareBitsSetIsRefused() {
        Ask.token().header("Authorization", "Basic " + GOOD).of(endpoint).isOk();
        Ask.token()
                .header("Authorization", "Basic " + GOOD.replace("ODk=", "ODl="))
                .of(endpoint)
                .isUnauthorized();
    }

    @ParameterizedTest
    @ValueSource(strings = {"basic ", "BASIC ", "bAsIc ", "Basic  ", "Basic     "})
    @DisplayName("BASIC-15 the scheme ignores case and one or more spaces follow")
    void theSchemeIgnoresCase(String scheme) {
        Ask.token().header("Authorization", scheme + GOOD).of(endpoint).isOk();
    }

    @Test
    @DisplayName("BASIC-17 a huge header fails unread")
    void aHugeHeaderFailsUnread() {
        Ask.token()
                .header("Authorization", "Basic " + "A".repeat(102_400))
                .of(endpoint)
                .isUnauthorized();
    }

    @Test
    @DisplayName("BASIC-17 the longest id and secret fit, fully encoded")
    void theLongestIdAndSecretFit() {
        String id = "%".repeat(255);
        String secret = "%".repeat(1_024);
        fixture.register(id, secret, longest -> longest);

        Ask.token().basic(id, secret).of(endpoint).isOk();
    }

    @Test
    @DisplayName("BASIC-19 where the host is lenient, credentials that were not encoded are read as they are")
    void whereTheHostIsLenientRawCredentialsAreRead() {
        TokenEndpoint lenient = fixture.endpoint(settings -> settings.lenientBasic(true));
        fixture.register("plus", "a+b", plus -> plus);
        fixture.register("percent", "100%", percent -> percent);
        fixture.register("50%", "a+b", percent -> percent);
        Function<String, Answer> send = pair -> Ask.token().basicText(pair).of(lenient);

        send.apply("plus:a+b").isOk();
        send.apply("plus:a%2Bb").isOk();
        send.apply("percent:100%").isOk();
        send.apply("percent:100%25").isOk();
        send.apply("acme:" + Fixture.SECRET).isOk();
        send.apply("plus:wrong+b").isUnauthorized();
        send.apply("acme:\u00e9").isUnauthorized();
        send.apply("50%:a+b").isUnauthorized();
        send.apply(Fixture.ODD_ID + ":" + Fixture.ODD_SECRET).isUnauthorized();
        Ask.tokenAnd("client_id=plus").basicText("plus:a+b").of(lenient).isOk();
        Ask.tokenAnd("client_id=other").basicText("plus:a+b").of(lenient).isError(400, "invalid_request");
    }

    @Test
    @DisplayName("BASIC-19 both readings name the same client: an id with a plus is read as encoded only")
    void bothReadingsNameTheSameClient() {
        TokenEndpoint lenient = fixture.endpoint(settings -> settings.lenientBasic(true));
        fixture.register("plus+id", "a+b", plus -> plus);
        fixture.register("plus id", "other", space -> space);
        Function<String, Answer> send = pair -> Ask.token().basicText(pair).of(lenient);

        send.apply("plus+id:a+b").isUnauthorized();
        send.apply("plus+id:a%2Bb").isUnauthorized();
        send.apply("plus+id:other").isOk();
        send.apply("plus%2Bid:a%2Bb").isOk();
        Ask.tokenAnd("client_id=plus%2Bid").basicText("plus+id:a+b").of(lenient).isError(400, "invalid_request");
    }

    @Test
    @DisplayName("BASIC-20 generated ids and secrets need no encoding")
    void generatedIdsAndSecretsNeedNoEncoding() {
        var generated = fixture.registrar.register(client -> client.tenant("acme"));

        assertThat(generated.clientId() + generated.secret()).matches("[A-Za-z0-9_-]+");
        Ask.token()
                .basicText(generated.clientId() + ":" + generated.secret())
                .of(endpoint)
                .isOk();
    }
}
