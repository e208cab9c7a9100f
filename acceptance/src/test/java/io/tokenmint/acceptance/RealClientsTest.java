package io.tokenmint.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.api.client.auth.oauth2.BearerToken;
import com.google.api.client.auth.oauth2.ClientCredentialsTokenRequest;
import com.google.api.client.auth.oauth2.ClientParametersAuthentication;
import com.google.api.client.auth.oauth2.Credential;
import com.google.api.client.auth.oauth2.TokenResponse;
import com.google.api.client.http.BasicAuthentication;
import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.HttpExecuteInterceptor;
import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.api.client.json.gson.GsonFactory;
import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.security.oauth2.client.endpoint.OAuth2ClientCredentialsGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientClientCredentialsTokenResponseClient;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;

/** Client libraries that others wrote, against the running service. */
class RealClientsTest {
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

    static Stream<ClientAuthentication> nimbusAuthentications() {
        ClientID id = new ClientID(strict.clientId());
        Secret secret = new Secret(strict.clientSecret());
        return Stream.of(new ClientSecretBasic(id, secret), new ClientSecretPost(id, secret));
    }

    @ParameterizedTest
    @MethodSource("nimbusAuthentications")
    @DisplayName("COMPAT-07 the Nimbus SDK accepts the strict shape and shows when the token ends")
    void nimbusAcceptsTheStrictShape(ClientAuthentication authentication) throws Exception {
        TokenRequest request = new TokenRequest.Builder(
                        strict.resolve("/oauth/token"), authentication, new ClientCredentialsGrant())
                .scope(Scope.parse("tenant=acme order.order_read"))
                .build();

        AccessTokenResponse response =
                AccessTokenResponse.parse(request.toHTTPRequest().send());

        assertThat(response.getTokens().getBearerAccessToken().getLifetime()).isEqualTo(14399);
        assertThat(response.getTokens().getAccessToken().getScope().toStringList())
                .containsExactlyInAnyOrder("tenant=acme", "order.order_read");
        assertThat(response.getTokens().getRefreshToken()).isNull();
    }

    static Stream<RunningQuickstart> bothShapes() {
        return Stream.of(service, strict);
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("bothShapes")
    @DisplayName(
            "COMPAT-07 COMPAT-08 Spring Security's client accepts both shapes, and sees no refresh token in either")
    void springAcceptsBothShapes(RunningQuickstart quickstart) {
        for (ClientAuthenticationMethod method : List.of(
                ClientAuthenticationMethod.CLIENT_SECRET_BASIC, ClientAuthenticationMethod.CLIENT_SECRET_POST)) {
            OAuth2AccessTokenResponse response = springRequest(quickstart, method);

            assertThat(response.getRefreshToken()).isNull();
            assertThat(response.getAccessToken().getScopes()).contains("tenant=acme", "order.order_read");
            assertThat(Duration.between(
                            response.getAccessToken().getIssuedAt(),
                            response.getAccessToken().getExpiresAt()))
                    .isEqualTo(Duration.ofSeconds(14399));
        }
    }

    private static OAuth2AccessTokenResponse springRequest(
            RunningQuickstart quickstart, ClientAuthenticationMethod method) {
        ClientRegistration registration = ClientRegistration.withRegistrationId("acceptance")
                .tokenUri(quickstart.resolve("/oauth/token").toString())
                .clientId(quickstart.clientId())
                .clientSecret(quickstart.clientSecret())
                .clientAuthenticationMethod(method)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .scope("order.order_read", "tenant=acme")
                .build();
        return new RestClientClientCredentialsTokenResponseClient()
                .getTokenResponse(new OAuth2ClientCredentialsGrantRequest(registration));
    }

    @Test
    @DisplayName("COMPAT-08 Google's client uses a token of the service shape without trying to refresh it")
    void googleUsesATokenWithoutRefreshingIt() throws Exception {
        TokenResponse response =
                googleRequest(new ClientParametersAuthentication(service.clientId(), service.clientSecret()));
        // Where a refresh would have to go, nobody answers.
        Credential credential = new Credential.Builder(BearerToken.authorizationHeaderAccessMethod())
                .setTransport(new NetHttpTransport())
                .setJsonFactory(GsonFactory.getDefaultInstance())
                .setTokenServerEncodedUrl("http://127.0.0.1:1/oauth/token")
                .setClientAuthentication(new BasicAuthentication(service.clientId(), service.clientSecret()))
                .build()
                .setFromTokenResponse(response);

        int status = new NetHttpTransport()
                .createRequestFactory(credential)
                .buildGetRequest(new GenericUrl(service.resolve("/hello")))
                .execute()
                .getStatusCode();

        assertThat(status).isEqualTo(200);
        assertThat(response.getExpiresInSeconds()).isEqualTo(14399);
    }

    @Test
    void googleMaySendItsSecretInTheHeader() throws Exception {
        TokenResponse response = googleRequest(new BasicAuthentication(service.clientId(), service.clientSecret()));

        assertThat(response.getTokenType()).isEqualTo("Bearer");
    }

    private static TokenResponse googleRequest(HttpExecuteInterceptor authentication) throws Exception {
        return new ClientCredentialsTokenRequest(
                        new NetHttpTransport(),
                        GsonFactory.getDefaultInstance(),
                        new GenericUrl(service.resolve("/oauth/token")))
                .setClientAuthentication(authentication)
                .setScopes(List.of("tenant=acme"))
                .execute();
    }
}
