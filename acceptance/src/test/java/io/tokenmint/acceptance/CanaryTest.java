package io.tokenmint.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.util.JSONObjectUtils;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is sent to the running service, nothing secret shows in what it writes, with all logs at their most talkative. */
class CanaryTest {
    private static final String SECRET = "canary-right-5ecret";
    private static final String WRONG = "canary-wrong-5ecret";
    private static final String FORM = "grant_type=client_credentials&client_id=acme&client_secret=";

    @Test
    @DisplayName("SEC-08 SEC-09 HTTP-19 no secret, token or Authorization value in any output")
    void nothingSecretIsWritten(@TempDir Path folder) throws Exception {
        List<String> loudest = List.of(
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=trace",
                "-Djava.util.logging.config.file=" + loudestJavaLogging(folder));
        Map<String, String> chosen = Map.of("TOKENMINT_CLIENT_ID", "acme", "TOKENMINT_CLIENT_SECRET", SECRET);
        try (RunningQuickstart quickstart = RunningQuickstart.start(loudest, chosen)) {
            String token = exchange(quickstart);
            quickstart.terminate();
            quickstart.exitCode();
            String written = quickstart.greeting() + quickstart.rest();

            assertThat(written).contains("issued token", "refused client", "revoked token", "Introspected[");
            assertThat(written).doesNotContain(SECRET, WRONG, basic(SECRET), basic(WRONG), token);
        }
    }

    private static String exchange(RunningQuickstart quickstart) throws Exception {
        URI endpoint = quickstart.resolve("/oauth/token");
        HttpResponse<String> issued = Http.postForm(endpoint, FORM + SECRET);
        String token = JSONObjectUtils.getString(JSONObjectUtils.parse(issued.body()), "access_token");
        String grant = "grant_type=client_credentials";
        assertThat(List.of(
                        issued,
                        Http.postForm(endpoint, grant, "Authorization", "Basic " + basic(SECRET)),
                        Http.postForm(endpoint, FORM + WRONG),
                        Http.postForm(endpoint, grant, "Authorization", "Basic " + basic(WRONG)),
                        Http.postForm(endpoint, FORM + WRONG, "Authorization", "Basic " + basic(SECRET)),
                        Http.postForm(quickstart.resolve("/oauth/token?client_secret=" + SECRET), grant),
                        Http.postForm(endpoint, FORM + SECRET + "&scope=%" + WRONG),
                        Http.postForm(endpoint, FORM + SECRET, "Content-Type", "text/plain"),
                        Http.get(quickstart.resolve("/hello"), "Authorization", "Bearer " + token),
                        Http.get(quickstart.resolve("/hello"), "Authorization", "Basic " + basic(SECRET)),
                        Http.get(quickstart.resolve("/hello?access_token=" + token))))
                .extracting(HttpResponse::statusCode)
                .containsExactly(200, 200, 401, 401, 400, 400, 400, 400, 200, 401, 401);
        askAndRevoke(quickstart, token);
        return token;
    }

    private static void askAndRevoke(RunningQuickstart quickstart, String token) throws Exception {
        URI introspection = quickstart.resolve("/oauth/introspect");
        URI revocation = quickstart.resolve("/oauth/revoke");
        String asked = "token=" + token;
        String withSecret = asked + "&client_id=acme&client_secret=";

        assertThat(List.of(
                        Http.postForm(introspection, withSecret + SECRET),
                        Http.postForm(introspection, asked, "Authorization", "Basic " + basic(SECRET)),
                        Http.postForm(introspection, withSecret + WRONG),
                        Http.postForm(introspection, withSecret + SECRET + "&" + asked),
                        Http.postForm(introspection, "token=" + SECRET + "&client_id=acme&client_secret=" + SECRET),
                        Http.postForm(revocation, withSecret + WRONG),
                        Http.postForm(revocation, withSecret + SECRET),
                        Http.postForm(revocation, asked, "Authorization", "Basic " + basic(SECRET)),
                        Http.get(quickstart.resolve("/hello"), "Authorization", "Bearer " + token),
                        Http.get(quickstart.resolve("/hello"), "Authorization", "Bearer " + SECRET)))
                .extracting(HttpResponse::statusCode)
                .containsExactly(200, 200, 401, 400, 200, 401, 200, 200, 401, 401);
    }

    private static String basic(String secret) {
        return Base64.getEncoder().encodeToString(("acme:" + secret).getBytes(StandardCharsets.UTF_8));
    }

    private static Path loudestJavaLogging(Path folder) throws Exception {
        return Files.writeString(folder.resolve("logging.properties"), """
                handlers = java.util.logging.ConsoleHandler
                java.util.logging.ConsoleHandler.level = ALL
                .level = ALL
                com.sun.net.httpserver.level = ALL
                """);
    }
}
