package io.tokenmint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenmint.spi.AuthenticationMethod;
import io.tokenmint.spi.StoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListenersTest {
    @Test
    void operatorsSeeWhenAnOldSecretIsNoLongerUsed() {
        SecretUsage usage = new SecretUsage();
        Fixture fixture = new Fixture(settings -> settings.listener(usage));
        RegisteredClient old = fixture.acme();
        fixture.issue(old, "");
        RegisteredClient rotated = fixture.registrar.rotateSecret("acme", Duration.ofHours(1));
        fixture.clock.advance(Duration.ofMinutes(1));
        fixture.issue(rotated, "");

        assertThat(usage.lastUsed("acme", old.client().secrets().get(0).id())).contains(Fixture.START);
        assertThat(usage.lastUsed("acme", rotated.client().secrets().get(1).id()))
                .contains(Fixture.START.plusSeconds(60));
        assertThat(usage.lastUsed("acme", "never")).isEmpty();
    }

    @Test
    @DisplayName("SEC-08 SEC-11 a flight recording holds what happened and no secret or token")
    void aFlightRecordingHoldsWhatHappened(@TempDir Path folder) throws Exception {
        Fixture fixture = new Fixture(settings -> settings.listener(new JfrTokenListener()));
        RegisteredClient acme = fixture.acme();
        Path file = folder.resolve("tokens.jfr");
        String token = fixture.token(acme);
        try (Recording recording = new Recording()) {
            recording.enable("tokenmint.Issued");
            recording.enable("tokenmint.Refused");
            recording.enable("tokenmint.Introspected");
            recording.enable("tokenmint.Authenticated");
            recording.enable("tokenmint.Revoked");
            recording.enable("tokenmint.Failed");
            recording.enable("tokenmint.AccessDenied");
            recording.start();
            fixture.token(acme);
            fixture.service.issue(TokenRequest.clientCredentials("acme", "canary-secret"));
            fixture.service.introspect(token);
            fixture.service.revoke(token);
            fixture.service.authenticate(
                    Optional.of(new ClientCredentials("acme", acme.secret(), AuthenticationMethod.CLIENT_SECRET_POST)),
                    Optional.of("192.0.2.1"));
            assertThatThrownBy(() -> new TokenService(fixture.clients, new FailingTokenStore(), fixture.settings)
                            .introspect(token))
                    .isInstanceOf(StoreException.class);
            new JfrTokenListener()
                    .on(new TokenEvent.AccessDenied(
                            Fixture.START,
                            Duration.ofMillis(1),
                            Optional.of("acme"),
                            Optional.of("192.0.2.1"),
                            403,
                            "insufficient_scope"));
            recording.stop();
            recording.dump(file);
        }

        List<RecordedEvent> events = RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().startsWith("tokenmint."))
                .toList();
        assertThat(events)
                .extracting(event -> event.getEventType().getName())
                .containsExactlyInAnyOrder(
                        "tokenmint.Issued",
                        "tokenmint.Refused",
                        "tokenmint.Introspected",
                        "tokenmint.Authenticated",
                        "tokenmint.Revoked",
                        "tokenmint.Failed",
                        "tokenmint.AccessDenied");
        assertThat(events).anySatisfy(event -> {
            assertThat(event.getString("verb")).isEqualTo("introspect");
            assertThat(event.getString("reason")).isEqualTo("store_failed");
        });
        assertThat(events).anySatisfy(event -> {
            assertThat(event.getString("secret")).isNotEmpty();
            assertThat(event.getString("method")).isEqualTo("client_secret_post");
            assertThat(event.getString("source")).isEqualTo("192.0.2.1");
        });
        assertThat(events).anySatisfy(event -> {
            assertThat(event.getString("client")).isEqualTo("acme");
            assertThat(event.getString("reason")).isEqualTo("wrong_secret");
            assertThat(event.getDuration("took")).isPositive();
        });
        assertThat(new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("canary-secret", acme.secret(), token);
    }
}
