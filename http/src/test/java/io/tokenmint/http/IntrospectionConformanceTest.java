package io.tokenmint.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenmint.TokenEvent;
import io.tokenmint.spi.ClientSettings;
import io.tokenmint.spi.IntrospectionRights;
import io.tokenmint.spi.StoreException;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Conformance section 14. */
class IntrospectionConformanceTest {
    private static final String INACTIVE = "{\"active\":false}";

    private final Fixture fixture = new Fixture();
    private final IntrospectionEndpoint endpoint = fixture.introspection();

    private Answer ask(String caller, String token) {
        return Ask.about(token).basic(caller, Fixture.SECRET).of(endpoint);
    }

    private void isInactive(String caller, String token) {
        Answer answer = ask(caller, token);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo(INACTIVE);
    }

    @Test
    @DisplayName("INTR-01 INTR-02 INTR-19 a live token is described with the right types and kept by nobody")
    void aLiveTokenIsDescribed() {
        String token = fixture.token("acme");

        Answer answer = ask("rs-1", token);
        JsonNode json = answer.json();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers()).containsEntry("Cache-Control", "no-store");
        assertThat(json.get("active").isBoolean() && json.get("active").asBoolean())
                .isTrue();
        assertThat(json.get("client_id").textValue()).isEqualTo("acme");
        assertThat(json.get("sub").textValue()).isEqualTo("acme");
        assertThat(json.get("scope").textValue().split(" "))
                .containsExactlyInAnyOrder("tenant=acme", "a.read", "a.write");
        assertThat(json.get("token_type").textValue()).isEqualTo("Bearer");
        assertThat(json.get("iss").textValue()).isEqualTo(Fixture.ISSUER);
        assertThat(json.get("aud").textValue()).isEqualTo(Fixture.API1);
        assertThat(json.get("iat").isIntegralNumber() && json.get("exp").isIntegralNumber())
                .isTrue();
        assertThat(json.get("iat").longValue()).isEqualTo(Fixture.START.getEpochSecond());
        assertThat(json.get("exp").longValue()).isEqualTo(Fixture.START.getEpochSecond() + 1 + 14_400);
    }

    @Test
    @DisplayName("INTR-03 INTR-04 an unknown and an expired token are inactive, and no more is said")
    void anUnknownAndAnExpiredTokenAreInactive() {
        String token = fixture.token("acme");
        isInactive("rs-1", new Fixture().token("acme"));

        fixture.clock.advance(Duration.ofHours(4).plusSeconds(1));
        isInactive("rs-1", token);
    }

    @Test
    @DisplayName("INTR-05 INTR-20 a revoked token is inactive at the very next call")
    void aRevokedTokenIsInactiveAtTheVeryNextCall() {
        String token = fixture.token("acme");
        assertThat(ask("rs-1", token).json().get("active").asBoolean()).isTrue();

        assertThat(Ask.about(token).of(fixture.revocation()).status()).isEqualTo(200);
        isInactive("rs-1", token);
    }

    @Test
    @DisplayName("INTR-06 a token of a disabled client, or of a tenant the client has lost, is inactive")
    void aTokenOfADisabledClientIsInactive() {
        String token = fixture.token("acme");
        fixture.registrar.disable("acme");
        isInactive("rs-1", token);

        fixture.registrar.enable("acme");
        assertThat(ask("rs-1", token).json().get("active").asBoolean()).isTrue();

        fixture.registrar.update("acme", acme -> acme.tenant("acme2"));
        isInactive("rs-1", token);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "====",
                "z\u00fcrich",
                "a\u0000b",
                "{\"active\":true}",
                "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJhY21lIn0.c2ln",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                " "
            })
    @DisplayName("INTR-07 garbage is inactive")
    void garbageIsInactive(String token) {
        isInactive("rs-1", token);
    }

    @Test
    @DisplayName("INTR-07 garbage of any length that fits the body is inactive")
    void garbageOfAnyLengthIsInactive() {
        isInactive("rs-1", "x".repeat(60_000));
        IntrospectionEndpoint wide = new IntrospectionEndpoint(
                fixture.service, Fixture.METADATA, Fixture.settings(settings -> settings.maxBodyBytes(262_144)));
        assertThat(Ask.about("x".repeat(102_400)).of(wide).text()).isEqualTo(INACTIVE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "token=",
                "token_type_hint=access_token",
                "token=a&token=b",
                "token=a&token_type_hint=x&token_type_hint=x",
                "token=%FF"
            })
    @DisplayName("INTR-08 INTR-09 exactly one token is demanded")
    void exactlyOneTokenIsDemanded(String body) {
        Ask.about("x").body(body).of(endpoint).isError(400, "invalid_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"access_token", "refresh_token", "nope", ""})
    @DisplayName("INTR-10 a hint changes nothing")
    void aHintChangesNothing(String hint) {
        String token = fixture.token("acme");

        assertThat(Ask.about(token)
                        .body("token=" + token + "&token_type_hint=" + hint)
                        .of(endpoint)
                        .text())
                .isEqualTo(ask("acme", token).text());
    }

    @Test
    @DisplayName("INTR-11 a token in the URL is never accepted")
    void aTokenInTheUrlIsNeverAccepted() {
        String token = fixture.token("acme");

        Ask.about(token).method("GET").query("token=" + token).of(endpoint).isError(405, "invalid_request");
        Ask.about(token).body("").query("token=" + token).of(endpoint).isError(400, "invalid_request");
        Ask.about(token).query("token=" + token).of(endpoint).isError(400, "invalid_request");
    }

    @Test
    @DisplayName("INTR-12 INTR-13 a caller that proves nothing, or shows a token for it, is challenged")
    void aCallerThatProvesNothingIsChallenged() {
        String token = fixture.token("acme");

        Ask.about(token).without("Authorization").of(endpoint).isUnauthorized();
        Ask.about(token).basic("rs-1", "wrong").of(endpoint).isUnauthorized();
        Ask.about(token).header("Authorization", "Bearer " + token).of(endpoint).isUnauthorized();
    }

    @Test
    @DisplayName("INTR-14 INTR-15 who may not see a token is told that it is inactive")
    void whoMayNotSeeATokenIsToldThatItIsInactive() {
        String token = fixture.token("acme");

        isInactive("rs-2", token);
        isInactive("other", token);
        isInactive("nogrant", token);
    }

    @Test
    @DisplayName("INTR-14 rights by tenant show the tenant's tokens, and both kinds of rights must agree")
    void rightsByTenantShowTheTenantsTokens() {
        String ofAcme = fixture.token("acme");
        String ofBeta = fixture.token("other");
        fixture.register(
                "rs-both",
                Fixture.SECRET,
                rs -> rs.introspection(new IntrospectionRights(Set.of(Fixture.API2), Set.of("acme"))));

        assertThat(ask("rs-acme", ofAcme).json().get("active").asBoolean()).isTrue();
        isInactive("rs-acme", ofBeta);
        isInactive("rs-both", ofAcme);
    }

    @Test
    @DisplayName("INTR-16 INTR-17 a client sees its own token, and the same as a resource server")
    void aClientSeesItsOwnToken() {
        String token = fixture.token("acme");

        assertThat(ask("acme", token).text()).isEqualTo(ask("rs-1", token).text());
        assertThat(Ask.about(token)
                        .without("Authorization")
                        .body("token=" + token + "&client_id=acme&client_secret=" + Fixture.SECRET)
                        .of(endpoint)
                        .json()
                        .get("active")
                        .asBoolean())
                .isTrue();
    }

    @Test
    @DisplayName("INTR-23 every question is an event for audit")
    void everyQuestionIsAnEvent() {
        fixture.events.clear();
        isInactive("rs-1", "garbage");
        isInactive("rs-2", fixture.token("acme"));

        assertThat(fixture.events)
                .filteredOn(event -> event instanceof TokenEvent.Introspected)
                .extracting(event -> ((TokenEvent.Introspected) event).reason())
                .containsExactly("malformed", "not_visible");
    }

    @Test
    @DisplayName("INTR-24 types, coding and size are as at the token endpoint")
    void typesCodingAndSizeAreAsAtTheTokenEndpoint() {
        Ask.about("x").without("Content-Type").of(endpoint).isError(400, "invalid_request");
        Ask.about("x").json("{\"token\":\"x\"}").of(endpoint).isError(400, "invalid_request");
        Ask.about("x").header("Content-Type", "text/plain").of(endpoint).isError(400, "invalid_request");
        Ask.about("x").header("Content-Type", Ask.FORM, Ask.FORM).of(endpoint).isError(400, "invalid_request");
        Ask.about("x").header("Content-Encoding", "gzip").of(endpoint).isError(415, "invalid_request");
        Ask.about("x".repeat(65_536)).of(endpoint).isError(413, "invalid_request");
    }

    @Test
    @DisplayName("INTR-25 the token is in no answer")
    void theTokenIsInNoAnswer() {
        String token = fixture.token("acme");

        assertThat(ask("rs-1", token).everything()).doesNotContain(token);
        assertThat(fixture.events.toString()).doesNotContain(token);
    }

    @Test
    @DisplayName("INTR-26 an enforced idle time ends a token that nobody who may see it asks about")
    void anEnforcedIdleTimeEndsAToken() {
        fixture.registrar.update(
                "acme", acme -> acme.settings(ClientSettings.none().withIdleExpiry(true)));
        String token = fixture.token("acme");

        fixture.clock.advance(Duration.ofMinutes(2));
        assertThat(ask("rs-1", token).json().get("active").asBoolean()).isTrue();
        fixture.clock.advance(Duration.ofMinutes(2));
        isInactive("rs-2", token);
        fixture.clock.advance(Duration.ofSeconds(29));
        assertThat(ask("rs-1", token).json().get("active").asBoolean())
                .as("just before 1.25 times the idle time")
                .isTrue();
        fixture.clock.advance(Duration.ofMinutes(2));
        isInactive("rs-2", token);
        fixture.clock.advance(Duration.ofSeconds(30));
        isInactive("rs-1", token);
    }

    @Test
    void aFailingStoreIsNoAnswerAboutTheToken() {
        String token = fixture.token("acme");
        Fixture failing = new Fixture(FailingTokenStore.with(new StoreException("restart the store")));

        Answer answer = Ask.about(token).of(failing.introspection()).isError(503, "temporarily_unavailable");
        assertThat(answer.headers()).containsKey("Retry-After");
    }
}
