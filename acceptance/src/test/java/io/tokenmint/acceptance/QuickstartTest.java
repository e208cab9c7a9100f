package io.tokenmint.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.nimbusds.oauth2.sdk.util.JSONObjectUtils;
import java.io.File;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** From the printed command to the demo resource, over a socket. */
class QuickstartTest {
    @Test
    @DisplayName("COMPAT-01 COMPAT-05 the printed command gets the seven published fields")
    void printedCommandGetsTheSevenFields() throws Exception {
        try (RunningQuickstart quickstart =
                RunningQuickstart.start("--tenant", "shop", "--scopes", "order.order_read")) {
            HttpResponse<String> response = quickstart.tokenCommand().send();

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
            assertSevenFields(response.body());
        }
    }

    @Test
    @DisplayName("COMPAT-05 the printed command works when pasted into a shell")
    void printedCommandCanBePasted() throws Exception {
        try (RunningQuickstart quickstart =
                RunningQuickstart.start("--tenant", "shop", "--scopes", "order.order_read")) {
            // A machine without curl still has what the previous test does.
            String pasted = curlIsThere() ? quickstart.tokenCommand().paste() : asCurlPrints(quickstart);

            assertThat(pasted).contains("HTTP/1.1 200");
            assertSevenFields(pasted.substring(pasted.indexOf('{'), pasted.indexOf('}') + 1));
        }
    }

    private static void assertSevenFields(String json) throws Exception {
        Map<String, Object> fields = JSONObjectUtils.parse(json);
        assertThat(fields)
                .hasSize(7)
                .containsKey("access_token")
                .contains(
                        entry("token_type", "Bearer"),
                        entry("expires_in", 14399L),
                        entry("session_idle_time", 120L),
                        entry("refresh_token", ""),
                        entry("refresh_token_expires_in", 0L));
        assertThat(String.valueOf(fields.get("scope")).split(" "))
                .containsExactlyInAnyOrder("tenant=shop", "order.order_read");
    }

    private static boolean curlIsThere() {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "curl")));
    }

    private static String asCurlPrints(RunningQuickstart quickstart) throws Exception {
        HttpResponse<String> response = quickstart.tokenCommand().send();
        return "HTTP/1.1 " + response.statusCode() + "\r\n\r\n" + response.body();
    }

    @Test
    void tokenOpensTheDemoResource() throws Exception {
        try (RunningQuickstart quickstart = RunningQuickstart.start()) {
            String token = accessToken(quickstart.tokenCommand().send());

            HttpResponse<String> greeted = Http.get(quickstart.resolve("/hello"), "Authorization", "Bearer " + token);

            assertThat(greeted.statusCode()).isEqualTo(200);
            assertThat(greeted.body()).startsWith("Hello, " + quickstart.clientId());
        }
    }

    @Test
    void demoResourceChallengesWhoHasNoToken() throws Exception {
        try (RunningQuickstart quickstart = RunningQuickstart.start()) {
            HttpResponse<String> bare = Http.get(quickstart.resolve("/hello"));
            HttpResponse<String> unknown = Http.get(quickstart.resolve("/hello"), "Authorization", "Bearer x");

            assertThat(bare.statusCode()).isEqualTo(401);
            assertThat(bare.headers().firstValue("WWW-Authenticate")).contains("Bearer realm=\"tokenmint\"");
            assertThat(unknown.statusCode()).isEqualTo(401);
            assertThat(unknown.headers().firstValue("WWW-Authenticate"))
                    .hasValueSatisfying(challenge -> assertThat(challenge)
                            .startsWith("Bearer realm=\"tokenmint\"")
                            .contains("error=\"invalid_token\""));
        }
    }

    @Test
    @DisplayName("COMPAT-02 with --answer strict there are no refresh fields")
    void strictAnswerHasNoRefreshFields() throws Exception {
        try (RunningQuickstart quickstart = RunningQuickstart.start("--answer", "strict")) {
            Map<String, Object> fields =
                    JSONObjectUtils.parse(quickstart.tokenCommand().send().body());

            assertThat(fields)
                    .containsOnlyKeys("access_token", "token_type", "expires_in", "session_idle_time", "scope");
        }
    }

    @Test
    @DisplayName("AUTH-21 every start makes a client of its own")
    void everyStartMakesAClientOfItsOwn() throws Exception {
        try (RunningQuickstart one = RunningQuickstart.start();
                RunningQuickstart other = RunningQuickstart.start()) {
            assertThat(one.clientId()).isNotEqualTo(other.clientId());
            assertThat(one.clientSecret()).isNotEqualTo(other.clientSecret());
        }
    }

    private static String accessToken(HttpResponse<String> response) throws Exception {
        return JSONObjectUtils.getString(JSONObjectUtils.parse(response.body()), "access_token");
    }
}
