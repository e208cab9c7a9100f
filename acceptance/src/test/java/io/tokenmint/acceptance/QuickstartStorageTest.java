package io.tokenmint.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmint.testing.databases.PostgresServer;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The quickstart on stores that outlive it. */
@Timeout(240)
class QuickstartStorageTest {
    @Test
    void keepsClientsAndTokensInAFolder(@TempDir Path folder) throws Exception {
        staysAfterARestart(Map.of(), "--data", folder.resolve("new").toString());
    }

    @Test
    void saysWhatTheFolderDoesNotPromise(@TempDir Path folder) throws Exception {
        try (RunningQuickstart quickstart = RunningQuickstart.start("--data", folder.toString())) {
            assertThat(quickstart.greeting().lines())
                    .anyMatch(line -> line.contains("H2 does not flush to disk on commit"));
        }
    }

    @Test
    @EnabledIf("io.tokenmint.testing.databases.PostgresServer#isAvailable")
    void keepsClientsAndTokensInPostgres() throws Exception {
        String url = PostgresServer.shared().newDatabase().replace("?user=postgres", "");
        staysAfterARestart(
                Map.of("TOKENMINT_JDBC_USER", "postgres", "TOKENMINT_JDBC_PASSWORD", "ignored"), "--jdbc-url", url);
    }

    @Test
    @EnabledIf("io.tokenmint.testing.databases.PostgresServer#isAvailable")
    void answersThatItIsAwayWhileItsDatabaseIsAndGoesOnAfterwards() throws Exception {
        try (PostgresServer server = PostgresServer.start();
                RunningQuickstart quickstart = RunningQuickstart.start("--jdbc-url", server.newDatabase())) {
            String secret = quickstart.clientSecret();
            String token = quickstart.accessToken(secret);

            server.kill();
            assertIsAway(quickstart.tokenAnswer(secret));
            String question = "client_id=" + quickstart.clientId() + "&client_secret=" + secret + "&token=" + token;
            assertIsAway(Http.postForm(quickstart.resolve("/oauth/introspect"), question));
            assertIsAway(Http.postForm(quickstart.resolve("/oauth/revoke"), question));
            assertIsAway(quickstart.hello(token));
            assertIsAway(Http.get(quickstart.resolve("/health")));

            server.startAgain();
            HttpResponse<String> answer = quickstart.tokenAnswer(secret);
            while (answer.statusCode() != 200) {
                assertIsAway(answer); // the pool looks for the server every few seconds
                answer = quickstart.tokenAnswer(secret);
            }
            assertThat(answer.body()).contains("access_token");
            assertThat(quickstart.hello(token).statusCode()).isEqualTo(200);
        }
    }

    private static void assertIsAway(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After"))
                .hasValueSatisfying(seconds -> assertThat(seconds).matches("[1-9][0-9]*"));
        assertThat(answer.body()).doesNotContain("access_token");
    }

    @Test
    void aChosenClientOfAnEarlierStartIsLeftAsItIs(@TempDir Path folder) throws Exception {
        String[] options = {"--data", folder.toString(), "--client-id", "mine", "--client-secret", "a chosen secret"};
        for (int start = 0; start < 2; start++) {
            try (RunningQuickstart quickstart = RunningQuickstart.start(options)) {
                assertThat(quickstart.clientSecret()).isEqualTo("{client_secret}");
                assertThat(quickstart.accessToken("a+chosen+secret")).isNotEmpty();
                stop(quickstart);
            }
        }
    }

    @Test
    void aClientThatIsNotThereHasNoSecretToRotate(@TempDir Path folder) throws Exception {
        EndedProcess process = EndedProcess.of(RunningQuickstart.command(
                List.of(), List.of("--data", folder.toString(), "--rotate-secret", "nobody")));

        assertThat(process.output()).contains("there is no client with the id").doesNotContain("Exception");
        assertThat(process.exitCode()).isEqualTo(2);
    }

    @Test
    void aDatabaseThatIsAwayIsNamed() throws Exception {
        EndedProcess process = EndedProcess.of(RunningQuickstart.command(
                List.of(), List.of("--port", "0", "--jdbc-url", "jdbc:postgresql://127.0.0.1:1/none")));

        assertThat(process.output())
                .contains("Cannot use the database", "reachable")
                .doesNotContain("\tat ");
        assertThat(process.exitCode()).isEqualTo(1);
    }

    private static void staysAfterARestart(Map<String, String> environment, String... options) throws Exception {
        String id;
        String token;
        try (RunningQuickstart first = RunningQuickstart.start(List.of(), environment, options)) {
            id = first.clientId();
            token = first.accessToken(first.clientSecret());
            stop(first);
        }
        String secret = rotated(environment, id, options);
        try (RunningQuickstart again = RunningQuickstart.start(List.of(), environment, options)) {
            assertThat(again.greeting()).contains("\n" + id + "\n", "--rotate-secret ID");
            assertThat(again.clientSecret()).isEqualTo("{client_secret}");
            assertThat(again.hello(token).statusCode()).isEqualTo(200);
            assertThat(again.accessToken(secret)).isNotEmpty();
        }
    }

    private static String rotated(Map<String, String> environment, String id, String... options) throws Exception {
        ProcessBuilder command =
                RunningQuickstart.command(List.of(), List.of(options[0], options[1], "--rotate-secret", id));
        command.environment().putAll(environment);
        EndedProcess rotation = EndedProcess.of(command);
        assertThat(rotation.exitCode()).as(rotation.output()).isZero();
        return rotation.output()
                .lines()
                .filter(line -> line.startsWith("client_secret: "))
                .map(line -> line.substring("client_secret: ".length()))
                .findFirst()
                .orElseThrow();
    }

    private static void stop(RunningQuickstart quickstart) throws InterruptedException {
        quickstart.terminate();
        quickstart.exitCode();
    }
}
