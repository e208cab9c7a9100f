package io.tokenmint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tokenmint.spi.AuthenticationMethod;
import io.tokenmint.spi.ClientStore;
import io.tokenmint.spi.Scope;
import io.tokenmint.spi.StoreException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CanaryTest {
    private static final String CANARY = "canary-5f3a9c-secret";

    private final List<Object> seen = new ArrayList<>();
    private final Fixture fixture =
            new Fixture(settings -> settings.listener(seen::add).listener(new Slf4jTokenListener()));

    @Test
    @DisplayName("SEC-08 no log line at any level, exception, event or toString holds a secret or a token")
    void nothingThatIsPrintedHoldsASecretOrAToken() {
        String printed = whatIsPrinted(() -> {
            RegisteredClient acme = fixture.acme();
            fixture.registrar.registerChosen("chosen", CANARY, client -> client.scope(Scope.of("a")));
            String token = fixture.token(acme);
            TokenRequest request = TokenRequest.clientCredentials("chosen", CANARY)
                    .withParameters(Map.of("assertion", List.of(CANARY)))
                    .withScope(CANARY);
            seen.add(request);
            seen.add(request.credentials());
            seen.add(acme);
            seen.add(fixture.issue(acme, ""));
            seen.add(fixture.service.issue(request));
            seen.add(fixture.service.issue(request.withScope("a")));
            seen.add(fixture.service.issue(TokenRequest.clientCredentials("acme", CANARY)));
            seen.add(fixture.service.introspect(token));
            seen.add(fixture.service.introspect(CANARY));
            seen.add(fixture.service.revoke(token));
            seen.add(new TokenMinter(fixture.settings, new ScratchPool())
                    .mint(
                            ((Introspection.Active) fixture.service.introspect(fixture.token(acme)))
                                    .token()
                                    .authorization(),
                            Fixture.START));
            seen.add(stackTrace(catchThrowable(
                    () -> fixture.registrar.registerChosen("bad", CANARY + "\u0000", client -> client))));
            seen.add(stackTrace(catchThrowable(() -> fixture.registrar.importClient("bad", CANARY, client -> client))));
            seen.add(stackTrace(catchThrowable(
                    () -> new TokenService(failing(), fixture.tokens, fixture.settings).issue(request))));
            seen.add(stackTrace(catchThrowable(() ->
                    new TokenService(fixture.clients, new FailingTokenStore(), fixture.settings).introspect(token))));
            seen.add(throughALeakyHash());
            seen.add(fixture.service.introspect(token, Caller.vouchedFor(acme.client())));
            ClientCredentials wrong = new ClientCredentials("acme", CANARY, AuthenticationMethod.CLIENT_SECRET_BASIC);
            seen.add(stackTrace(
                    catchThrowable(() -> fixture.service.authenticate(Optional.of(wrong), Optional.empty()))));
            seen.add(fixture.service.authenticate(request.credentials(), Optional.empty()));
            for (Object each : seen) {
                System.out.println(each);
            }
            assertThat(seen.toString()).doesNotContain(acme.secret()).doesNotContain(token);
        });

        assertThat(printed)
                .contains("issued token", "refused client", "failed to issue", "failed to introspect")
                .contains("failed to check a secret", "could not be upgraded")
                .doesNotContain(CANARY);
    }

    /** Checks a secret that its hash trips over, once while checking and once while it makes a new hash. */
    private static List<TokenResponse> throughALeakyHash() {
        Fixture leaky = new Fixture(settings -> settings.secretHash(new LeakyHash()));
        for (String id : List.of("checked", "upgraded")) {
            leaky.registrar.importClient(id, "{leaky}" + id, client -> client.scope(Scope.of("a")));
        }
        return List.of(
                leaky.service.issue(TokenRequest.clientCredentials("checked", CANARY)),
                leaky.service.issue(TokenRequest.clientCredentials("upgraded", CANARY)));
    }

    private static final class LeakyHash implements SecretHash {
        @Override
        public boolean understands(String stored) {
            return stored.startsWith("{leaky}");
        }

        @Override
        public boolean matches(String secret, String stored) {
            if (stored.equals("{leaky}checked")) {
                throw new IllegalArgumentException("cannot check " + secret);
            }
            return true;
        }

        @Override
        public String hash(String secret) {
            throw new IllegalArgumentException("cannot hash " + secret);
        }

        @Override
        public boolean isOutdated(String stored) {
            return true;
        }
    }

    private static ClientStore failing() {
        return id -> {
            throw new StoreException("connection refused: start the database");
        };
    }

    @Test
    @DisplayName("SEC-10 ERR-05 a client id from a request is escaped and cut before anybody prints it")
    void aClientIdFromARequestIsEscapedAndCut() {
        String forged = "acme\r\n2026-11-23 INFO issued token\u001b[31m" + "x".repeat(10_000);
        String printed = whatIsPrinted(() -> fixture.service.issue(TokenRequest.clientCredentials(forged, "x")));

        assertThat(printed).contains("acme??2026").doesNotContain("\u001b");
        assertThat(printed.lines().filter(line -> line.contains("refused"))).hasSize(1);
        assertThat(printed.length()).isLessThan(400);
        assertThat(new ClientCredentials(forged, CANARY, AuthenticationMethod.CLIENT_SECRET_POST).toString())
                .doesNotContain("\r", "\n", CANARY)
                .hasSizeLessThan(200);
    }

    @Test
    @DisplayName("SEC-12 the buffer a secret was hashed from is wiped")
    void theBufferASecretWasHashedFromIsWiped() throws Exception {
        Scratch scratch = new Scratch();
        scratch.sha256(CANARY);

        assertThat(bufferOf(scratch)).containsOnly(0);
    }

    @Test
    @DisplayName("SEC-12 the buffer a token was made in is wiped")
    void theBufferATokenWasMadeInIsWiped() throws Exception {
        Scratch scratch = new Scratch();
        ExpiringTokenFormat format = new ExpiringTokenFormat();
        String token = format.mint(1, scratch.random(new SecureRandom()), scratch.text());

        assertThat(scratch.keyOfText(1, ExpiringTokenFormat.LENGTH)).isEqualTo(scratch.key(1, token));
        assertThat(bufferOf(scratch)).containsOnly(0);
    }

    private static byte[] bufferOf(Scratch scratch) throws ReflectiveOperationException {
        var text = Scratch.class.getDeclaredField("text");
        text.setAccessible(true);
        return (byte[]) text.get(scratch);
    }

    @Test
    @DisplayName("SEC-13 a random source that fails yields no token")
    void aRandomSourceThatFailsYieldsNoToken() {
        FailingRandom random = new FailingRandom();
        Fixture broken = new Fixture(settings -> settings.random(random));
        RegisteredClient acme = broken.acme();
        random.broken = true;

        assertThatThrownBy(() -> broken.issue(acme, "")).isInstanceOf(IllegalStateException.class);
        assertThat(broken.tokens.size()).isZero();
    }

    private static final class FailingRandom extends SecureRandom {
        private static final long serialVersionUID = 1L;

        private boolean broken;

        @Override
        public void nextBytes(byte[] bytes) {
            if (broken) {
                throw new IllegalStateException("no entropy");
            }
            super.nextBytes(bytes);
        }
    }

    private static String stackTrace(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private static synchronized String whatIsPrinted(Runnable action) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (PrintStream capture = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
            System.setOut(capture);
            System.setErr(capture);
            action.run();
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }
}
