package io.tokenmint.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BearerCanaryTest {
    private static final String TOKEN = "canary-5f3a9c-token";
    private static final String SECRET = "canary-5f3a9c-secret";

    private final StringBuilder printed = new StringBuilder();

    @Test
    @DisplayName("SEC-08 no decision, exception with its causes, or toString of a guard holds a token or a secret")
    void nothingThatIsPrintedHoldsATokenOrASecret() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        try (IntrospectionServer server = new IntrospectionServer(new Fixture())) {
            RemoteIntrospectionBuilder settings = RemoteIntrospection.builder(server.endpoint(), "rs-1", SECRET);
            RemoteIntrospection remote = settings.build();
            print(settings, remote);
            decide(remote);
            for (String echo : new String[] {
                "{\"active\":true,\"client_id\":\"a\",\"scope\":\"%s\\t\"}",
                "{\"active\":\"%s\"}",
                "{\"active\":true,\"client_id\":\"a\",\"aud\":[1,\"%s\"]}",
                "%s"
            }) {
                server.answerWith(IntrospectionServer.saying(echo.replace("%s", TOKEN + SECRET)));
                decide(remote);
            }
            server.answerWith(IntrospectionServer.saying(500, TOKEN, SECRET));
            decide(remote);
            server.answerWith(exchange -> {
                try {
                    end.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            decide(settings.timeout(Duration.ofMillis(50)).build());
            end.countDown();
            server.stop();
            decide(settings.timeout(Duration.ofSeconds(30)).build());
        }

        assertThat(printed.toString())
                .contains("check the client id and secret", "(scope)", "(active)", "(aud)", "(JSON)", "status 500")
                .contains("in time", "could not be asked", "ConnectException", "invalid_request")
                .doesNotContain("canary");
    }

    private void decide(RemoteIntrospection remote) {
        BearerGuard guard = BearerGuard.builder(remote).build();
        for (Access access : new Access[] {
            Access.bearer(TOKEN).path("/" + TOKEN),
            Access.bearer(TOKEN).query("access_token=" + TOKEN),
            Access.with("Bearer " + TOKEN + " " + TOKEN)
        }) {
            print(access.request(), guard, guard.decide(access.request()));
            print(BearerCredentials.of(access.request().headers().values("Authorization")));
        }
        // What the guard writes to the log of a failure: its message, and at debug level all of it.
        VerifierUnavailableException failure =
                catchThrowableOfType(VerifierUnavailableException.class, () -> remote.verify(TOKEN));
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        print(text);
    }

    private void print(Object... objects) {
        for (Object each : objects) {
            printed.append(each).append('\n');
        }
    }
}
