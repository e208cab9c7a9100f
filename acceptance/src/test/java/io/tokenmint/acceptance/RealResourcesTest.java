package io.tokenmint.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.TokenIntrospectionRequest;
import com.nimbusds.oauth2.sdk.TokenIntrospectionResponse;
import com.nimbusds.oauth2.sdk.TokenIntrospectionSuccessResponse;
import com.nimbusds.oauth2.sdk.TokenRevocationRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Libraries that resource servers use, against the running service, with tokens of both answer shapes. */
class RealResourcesTest {
    private static RunningQuickstart service;
    private static RunningQuickstart strict;

    @BeforeAll
    static void start() throws Exception {
        service = RunningQuickstart.start();
        strict = RunningQuickstart.start("--answer", "strict");
    }

    @AfterAll
    static void stop() throws Exception {
        service.close();
        strict.close();
    }

    static Stream<RunningQuickstart> bothShapes() {
        return Stream.of(service, strict);
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("bothShapes")
    @DisplayName("INTR-01 INTR-20 REV-01 REV-02 the Nimbus SDK sees a token good, revokes it twice, and sees it gone")
    void nimbusIntrospectsAndRevokes(RunningQuickstart quickstart) throws Exception {
        ClientID id = new ClientID(quickstart.clientId());
        Secret secret = new Secret(quickstart.clientSecret());
        for (ClientAuthentication client :
                List.of(new ClientSecretBasic(id, secret), new ClientSecretPost(id, secret))) {
            BearerAccessToken token = new BearerAccessToken(quickstart.accessToken(quickstart.clientSecret()));

            TokenIntrospectionSuccessResponse good = introspect(quickstart, client, token);
            assertThat(good.isActive()).isTrue();
            assertThat(good.getClientID()).isEqualTo(id);
            assertThat(good.getScope().toStringList()).contains("tenant=acme", "order.order_read");
            assertThat(revoke(quickstart, client, token)).isEqualTo(200);
            assertThat(introspect(quickstart, client, token).isActive()).isFalse();
            assertThat(revoke(quickstart, client, token)).isEqualTo(200);
        }
    }

    private static TokenIntrospectionSuccessResponse introspect(
            RunningQuickstart quickstart, ClientAuthentication client, BearerAccessToken token) throws Exception {
        return TokenIntrospectionResponse.parse(
                        new TokenIntrospectionRequest(quickstart.resolve("/oauth/introspect"), client, token)
                                .toHTTPRequest()
                                .send())
                .toSuccessResponse();
    }

    private static int revoke(RunningQuickstart quickstart, ClientAuthentication client, BearerAccessToken token)
            throws Exception {
        return new TokenRevocationRequest(quickstart.resolve("/oauth/revoke"), client, token)
                .toHTTPRequest()
                .send()
                .getStatusCode();
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("bothShapes")
    @DisplayName(
            "INTR-01 INTR-03 INTR-20 Spring Security's filters let in who holds a good token with the scope, and nobody else")
    void springSecurityProtectsAnApi(RunningQuickstart quickstart, @TempDir Path folder) throws Exception {
        try (SpringResource resource = new SpringResource(quickstart, folder)) {
            String token = quickstart.accessToken(quickstart.clientSecret());

            HttpResponse<String> orders = get(resource, "/orders", token);
            assertThat(orders.statusCode()).isEqualTo(200);
            assertThat(orders.body()).isEqualTo(quickstart.clientId());
            assertThat(get(resource, "/shipments", token).statusCode()).isEqualTo(403);
            assertThat(get(resource, "/orders", "A".repeat(36)).statusCode()).isEqualTo(401);
            assertThat(Http.get(resource.resolve("/orders")).statusCode()).isEqualTo(401);

            Http.postForm(
                    quickstart.resolve("/oauth/revoke"),
                    "token=" + token + "&client_id=" + quickstart.clientId() + "&client_secret="
                            + quickstart.clientSecret());
            HttpResponse<String> revoked = get(resource, "/orders", token);
            assertThat(revoked.statusCode()).isEqualTo(401);
            assertThat(revoked.headers().firstValue("WWW-Authenticate").orElse(""))
                    .contains("invalid_token");
        }
    }

    private static HttpResponse<String> get(SpringResource resource, String path, String token) throws Exception {
        return Http.get(resource.resolve(path), "Authorization", "Bearer " + token);
    }
}
