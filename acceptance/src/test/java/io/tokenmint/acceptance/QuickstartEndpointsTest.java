package io.tokenmint.acceptance;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.util.JSONObjectUtils;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the quickstart serves beside tokens, and what it does with those who are slow. */
@Timeout(120)
class QuickstartEndpointsTest {
    @Test
    void aTokenIsIntrospectedRevokedAndNoLongerGood() throws Exception {
        try (RunningQuickstart quickstart = RunningQuickstart.start()) {
            String token = quickstart.accessToken(quickstart.clientSecret());
            String form = "token=" + token + "&client_id=" + quickstart.clientId() + "&client_secret="
                    + quickstart.clientSecret();

            HttpResponse<String> good = Http.postForm(quickstart.resolve("/oauth/introspect"), form);
            HttpResponse<String> revoked = Http.postForm(quickstart.resolve("/oauth/revoke"), form);
            HttpResponse<String> gone = Http.postForm(quickstart.resolve("/oauth/introspect"), form);

            assertThat(JSONObjectUtils.parse(good.body()))
                    .containsEntry("active", true)
                    .containsEntry("iss", quickstart.address().toString());
            assertThat(revoked.statusCode()).isEqualTo(200);
            assertThat(gone.body()).isEqualTo("{\"active\":false}");
            assertThat(quickstart.hello(token).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void metadataNameTheEndpointsThatAreThere() throws Exception {
        try (RunningQuickstart quickstart = RunningQuickstart.start()) {
            Map<String, Object> metadata =
                    JSONObjectUtils.parse(Http.get(quickstart.resolve("/.well-known/oauth-authorization-server"))
                            .body());

            assertThat(metadata).containsEntry("issuer", quickstart.address().toString());
            for (String endpoint : List.of("token_endpoint", "introspection_endpoint", "revocation_endpoint")) {
                HttpResponse<String> answer = Http.postForm(URI.create(metadata.get(endpoint) + ""), "a=b");
                assertThat(answer.statusCode()).isIn(400, 401);
            }
        }
    }

    @Test
    void tellsTheIssuerItIsGiven() throws Exception {
        try (RunningQuickstart quickstart = RunningQuickstart.start("--issuer", "https://as.example")) {
            String metadata = Http.get(quickstart.resolve("/.well-known/oauth-authorization-server"))
                    .body();

            assertThat(JSONObjectUtils.parse(metadata))
                    .containsEntry("issuer", "https://as.example")
                    .containsEntry("token_endpoint", "https://as.example/oauth/token");
        }
    }

    @Test
    void saysThatItIsUp() throws Exception {
        try (RunningQuickstart quickstart = RunningQuickstart.start()) {
            HttpResponse<String> health = Http.get(quickstart.resolve("/health"));

            assertThat(health.statusCode()).isEqualTo(200);
            assertThat(health.body()).isEqualTo("{\"status\":\"up\"}");
        }
    }

    @Test
    @DisplayName("HTTP-15 a body that stalls loses its connection, gets no token and gives the thread back")
    void aBodyThatStallsLosesItsConnection() throws Exception {
        List<String> shortLimit = List.of("-Dsun.net.httpserver.maxReqTime=1");
        try (RunningQuickstart quickstart = RunningQuickstart.start(shortLimit, Map.of())) {
            URI address = quickstart.address();
            try (Socket socket = new Socket(address.getHost(), address.getPort())) {
                socket.getOutputStream().write(stalling(quickstart).getBytes(US_ASCII));

                String answer = new String(socket.getInputStream().readAllBytes(), US_ASCII);

                assertThat(answer).doesNotContain("access_token");
            }
            assertThat(quickstart.accessToken(quickstart.clientSecret())).isNotEmpty();
        }
    }

    private static String stalling(RunningQuickstart quickstart) {
        return """
                POST /oauth/token HTTP/1.1\r
                Host: localhost\r
                Content-Type: application/x-www-form-urlencoded\r
                Content-Length: 1000\r
                \r
                grant_type=client_credentials&client_id=%s&client_secret=%s""".formatted(quickstart.clientId(), quickstart.clientSecret());
    }
}
