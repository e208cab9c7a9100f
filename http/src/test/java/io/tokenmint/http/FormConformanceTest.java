package io.tokenmint.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmint.spi.Scope;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Conformance section 2. */
class FormConformanceTest {
    private final Fixture fixture = new Fixture();
    private final TokenEndpoint endpoint = fixture.endpoint();

    @ParameterizedTest
    @ValueSource(strings = {"scope=a.read+a.write", "scope=a.read%20a.write", "scope=a.read a.write"})
    @DisplayName("FORM-01 FORM-02 a space is sent as plus, as %20 or as itself")
    void aSpaceIsSentInThreeWays(String scope) {
        assertThat(Ask.tokenAnd(scope).of(endpoint).scope())
                .containsExactlyInAnyOrder("tenant=acme", "a.read", "a.write");
    }

    @Test
    @DisplayName("FORM-03 an encoded plus stays a plus")
    void anEncodedPlusStaysAPlus() {
        Ask.tokenAnd("scope=x%2By").of(endpoint).isError(400, "invalid_scope");
        fixture.registrar.update("acme", acme -> acme.scope(Scope.of("x+y", "x", "y")));
        assertThat(Ask.tokenAnd("scope=x%2By").of(endpoint).scope()).containsExactlyInAnyOrder("tenant=acme", "x+y");
    }

    @ParameterizedTest
    @ValueSource(strings = {"scope=tenant=acme", "scope=tenant%3Dacme", "scope=tenant%3dacme"})
    @DisplayName("FORM-04 FORM-05 the first equals sign ends the name, hex digits ignore case")
    void theFirstEqualsSignEndsTheName(String scope) {
        assertThat(Ask.tokenAnd(scope).of(endpoint).scope())
                .containsExactlyInAnyOrder("tenant=acme", "a.read", "a.write");
    }

    @Test
    @DisplayName("FORM-06 names are decoded too")
    void namesAreDecodedToo() {
        Ask.token().body("%67rant_type=client_credentials").of(endpoint).isOk();
    }

    @Test
    @DisplayName("FORM-07 a name repeated after decoding is refused")
    void aNameRepeatedAfterDecodingIsRefused() {
        Ask.tokenAnd("scope=a.read&%73cope=a.read").of(endpoint).isError(400, "invalid_request");
    }

    @Test
    @DisplayName("FORM-08 empty pieces are passed over")
    void emptyPiecesArePassedOver() {
        Ask.token().body("&&grant_type=client_credentials&&").of(endpoint).isOk();
    }

    @Test
    @DisplayName("FORM-09 a semicolon separates nothing")
    void aSemicolonSeparatesNothing() {
        Ask.token()
                .body("grant_type=client_credentials;scope=a.read")
                .of(endpoint)
                .isError(400, "unsupported_grant_type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"scope", "scope=", "=value", "="})
    @DisplayName("FORM-10 FORM-11 an empty value or name counts as not sent")
    void anEmptyValueOrNameCountsAsNotSent(String piece) {
        assertThat(Ask.tokenAnd(piece).of(endpoint).scope())
                .containsExactlyInAnyOrder("tenant=acme", "a.read", "a.write");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "scope=%",
                "scope=%4",
                "scope=%zz",
                "scope=%u0041",
                "scope=a.read%",
                "x=%",
                "%=x",
                "%4=x",
                "scope=%+1",
                "scope=%-1",
                "scope=%\u00e91"
            })
    @DisplayName("FORM-12 a malformed percent-encoding is refused")
    void aMalformedPercentEncodingIsRefused(String piece) {
        Ask.tokenAnd(piece).of(endpoint).isError(400, "invalid_request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "scope=%FF",
                "scope=%C3%28",
                "scope=%E2%82",
                "scope=\u00ff",
                "x=%FF",
                "%FF=x",
                "scope=%C0%AF",
                "scope=%ED%A0%80",
                "scope=%F4%90%80%80",
                "x=%ED%A0%80"
            })
    @DisplayName("FORM-13 FORM-14 what is not UTF-8 is refused, not replaced")
    void whatIsNotUtf8IsRefused(String piece) {
        Ask.tokenAnd(piece).of(endpoint).isError(400, "invalid_request");
    }

    @Test
    @DisplayName("FORM-15 the decoder reads the vector of RFC 6749 appendix B")
    void theDecoderReadsTheVector() {
        byte[] form = "+%25%26%2B%C2%A3%E2%82%AC".getBytes(StandardCharsets.US_ASCII);

        assertThat(FormText.decode(form, 0, form.length)).isEqualTo(" %&+\u00A3\u20AC");
    }

    @Test
    @DisplayName("FORM-16 UTF-8 that is not percent-encoded is read")
    void utf8ThatIsNotPercentEncodedIsRead() {
        Ask.token()
                .body("grant_type=client_credentials&note=z\u00fcrich".getBytes(StandardCharsets.UTF_8))
                .of(endpoint)
                .isOk();
    }

    @Test
    @DisplayName("FORM-17 a byte-order mark belongs to the first name")
    void aByteOrderMarkBelongsToTheFirstName() {
        Ask.token()
                .body("\u00EF\u00BB\u00BFgrant_type=client_credentials")
                .of(endpoint)
                .isError(400, "invalid_request");
    }

    @Test
    @DisplayName("FORM-18 an id with NUL equals no other")
    void anIdWithNulEqualsNoOther() {
        Ask.token()
                .without("Authorization")
                .body("grant_type=client_credentials&client_id=acme%00&client_secret=" + Fixture.SECRET)
                .of(endpoint)
                .isUnauthorized();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "client_credentials%00",
                "client_credentials%0A",
                "client_credentials+",
                "+client_credentials",
                "client_credentials%20"
            })
    @DisplayName("FORM-19 a grant type is compared exactly")
    void aGrantTypeIsComparedExactly(String value) {
        Ask.token().body("grant_type=" + value).of(endpoint).isError(400, "unsupported_grant_type");
    }

    @ParameterizedTest
    @CsvSource({"100,200", "101,400", "10000,400"})
    @DisplayName("FORM-20 so many parameters and no more")
    void soManyParametersAndNoMore(int count, int status) {
        StringBuilder form = new StringBuilder("grant_type=client_credentials");
        for (int i = 1; i < count; i++) {
            form.append("&p").append(i);
        }
        assertThat(Ask.token().body(form.toString()).of(endpoint).status()).isEqualTo(status);
    }

    @Test
    @DisplayName("FORM-20 FORM-21 counting stops at the limit, whatever the names are")
    void countingStopsAtTheLimit() {
        // "Aa" and "BB" have one hash code, and so has every text made of them.
        StringBuilder form = new StringBuilder("grant_type=client_credentials");
        for (int i = 0; i < 5_000; i++) {
            form.append('&');
            for (int bit = 0; bit < 5; bit++) {
                form.append((i >> bit & 1) == 0 ? "Aa" : "BB");
            }
        }
        // The malformed end would be refused with another description if it were reached.
        Answer answer = Ask.token().body(form + "&%").of(endpoint).isError(400, "invalid_request");

        assertThat(answer.text()).contains("too many parameters");
    }

    @Test
    @DisplayName("FORM-22 names and values may be so long and no longer")
    void namesAndValuesMayBeSoLong() {
        Ask.tokenAnd("n".repeat(256) + "=1").of(endpoint).isOk();
        Ask.tokenAnd("n".repeat(257) + "=1").of(endpoint).isError(400, "invalid_request");
        Ask.tokenAnd("n".repeat(100_000) + "=1").of(endpoint).isError(413, "invalid_request");
        Ask.tokenAnd("x=" + "v".repeat(16_384)).of(endpoint).isOk();
        Ask.tokenAnd("x=" + "v".repeat(16_385)).of(endpoint).isError(400, "invalid_request");
        Ask.tokenAnd("scope=" + "v".repeat(16_385)).of(endpoint).isError(400, "invalid_request");
    }

    @Test
    @DisplayName("FORM-23 a line feed belongs to the value")
    void aLineFeedBelongsToTheValue() {
        Ask.token().body("a=1\r\n&grant_type=client_credentials").of(endpoint).isOk();
        Ask.token().body("grant_type=client_credentials\r\n").of(endpoint).isError(400, "unsupported_grant_type");
    }
}
