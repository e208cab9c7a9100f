package io.tokenmint.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tokenmint.TokenEvent;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is refused, somebody who listens hears of it once, with the source and a reason. */
class AuditTest {
    private static final String SOURCE = "192.0.2.1";

    private final Fixture fixture = new Fixture();
    private final Endpoint endpoint = fixture.endpoint(settings -> settings.requireTls(true));

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of(Ask.token().plain(), 400, "tls_required"),
                Arguments.of(Ask.token().method("GET"), 405, "method_not_allowed"),
                Arguments.of(Ask.token().header("Content-Encoding", "gzip"), 415, "content_encoding"),
                Arguments.of(Ask.token().body("a=" + "b".repeat(70_000)), 413, "body_too_long"),
                Arguments.of(Ask.token().basic("acme", "wrong"), 401, "wrong_secret"),
                Arguments.of(Ask.tokenAnd("scope=nothing"), 400, "scope_not_held"),
                Arguments.of(Ask.token().body("scope=a.read"), 400, "no_grant_type"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    @DisplayName("SEC-11 a refusal is one event, whether the endpoint or the service refused")
    void aRefusalIsOneEvent(Ask ask, int status, String reason) {
        assertThat(ask.of(endpoint).status()).isEqualTo(status);

        assertThat(fixture.events).singleElement().isInstanceOfSatisfying(TokenEvent.Refused.class, event -> {
            assertThat(event.reason()).isEqualTo(reason);
            assertThat(event.source()).contains(SOURCE);
            assertThat(event.at()).isEqualTo(Fixture.START);
        });
    }

    @Test
    void malformedFormsAndCredentialsInTwoPlacesAreEvents() {
        Ask.token().body("grant_type=a&grant_type=b").of(endpoint).isError(400, "invalid_request");
        Ask.token().query("client_secret=canary").of(endpoint).isError(400, "invalid_request");
        Ask.tokenAnd("client_secret=canary&client_id=acme").of(endpoint).isError(400, "invalid_request");

        assertThat(fixture.events).hasSize(3).allSatisfy(event -> {
            assertThat(event).isInstanceOf(TokenEvent.Refused.class);
            assertThat(event.toString()).contains(SOURCE).doesNotContain("canary");
        });
    }

    @Test
    void questionsAndRevocationsSayWhoAskedAndFromWhere() {
        String token = fixture.token("acme");
        fixture.events.clear();

        Answer answer = Ask.about(token).basic("rs-1", Fixture.SECRET).of(fixture.introspection());
        assertThat(answer.status()).isEqualTo(200);
        assertThat(Ask.about(token).of(fixture.revocation()).status()).isEqualTo(200);

        assertThat(fixture.events)
                .satisfiesExactly(
                        event -> assertThat(event).isInstanceOf(TokenEvent.Authenticated.class),
                        event -> assertThat(event)
                                .isInstanceOfSatisfying(TokenEvent.Introspected.class, introspected -> {
                                    assertThat(introspected.caller()).contains("rs-1");
                                    assertThat(introspected.clientId()).contains("acme");
                                    assertThat(introspected.source()).contains(SOURCE);
                                }),
                        event -> assertThat(event).isInstanceOf(TokenEvent.Authenticated.class),
                        event -> assertThat(event).isInstanceOfSatisfying(TokenEvent.Revoked.class, revoked -> {
                            assertThat(revoked.caller()).contains("acme");
                            assertThat(revoked.source()).contains(SOURCE);
                        }));
    }

    @Test
    void whatAGuardDeniesIsAnEventWithAReasonThatTheCallerDoesNotSee() {
        String token = fixture.token("acme");
        BearerGuard guard = BearerGuard.builder(TokenVerifier.inProcess(fixture.service))
                .tenant(TenantSource.path("/{tenant}"))
                .allOf("a.read")
                .listener(fixture.events::add)
                .clock(fixture.clock)
                .build();
        fixture.events.clear();

        Stream.of(
                        new Access(),
                        Access.with("Bearer"),
                        Access.bearer(token).query("access_token=canary"),
                        Access.bearer("canary"),
                        Access.bearer(token).path("/"),
                        Access.bearer(token).path("/beta"))
                .forEach(access -> guard.decide(access.request().withSource(Optional.of(SOURCE))));
        guard.toBuilder()
                .allOf("a.admin")
                .build()
                .decide(Access.bearer(token).path("/acme").request());
        Access.bearer(token).path("/acme").isGrantedBy(guard);

        assertThat(fixture.events)
                .filteredOn(TokenEvent.AccessDenied.class::isInstance)
                .map(TokenEvent.AccessDenied.class::cast)
                .extracting(
                        TokenEvent.AccessDenied::status,
                        TokenEvent.AccessDenied::reason,
                        denied -> denied.clientId().orElse("none"))
                .containsExactly(
                        tuple(401, "no_credentials", "none"),
                        tuple(400, "malformed_header", "none"),
                        tuple(400, "several_tokens", "none"),
                        tuple(401, "invalid_token", "none"),
                        tuple(400, "no_tenant", "acme"),
                        tuple(403, "other_tenant", "acme"),
                        tuple(403, "insufficient_scope", "acme"));
    }
}
