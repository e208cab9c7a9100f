package io.tokenmint.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.oauth2.sdk.TokenIntrospectionRequest;
import com.nimbusds.oauth2.sdk.TokenIntrospectionResponse;
import com.nimbusds.oauth2.sdk.TokenIntrospectionSuccessResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.server.resource.introspection.BadOpaqueTokenException;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;
import org.springframework.security.oauth2.server.resource.introspection.SpringOpaqueTokenIntrospector;

/** Libraries that resource servers use, asking our endpoint over a socket. */
class IntrospectionClientsTest {
    private final Fixture fixture = new Fixture();
    private final IntrospectionServer server = new IntrospectionServer(fixture);
    private final String token = fixture.token("acme");

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    @DisplayName("INTR-01 INTR-02 INTR-03 Spring Security's opaque-token introspector understands the answers")
    void springSecurityUnderstandsTheAnswers() {
        OpaqueTokenIntrospector introspector = SpringOpaqueTokenIntrospector.withIntrospectionUri(
                        server.endpoint().toString())
                .clientId("rs-1")
                .clientSecret(Fixture.SECRET)
                .build();

        OAuth2AuthenticatedPrincipal caller = introspector.introspect(token);
        assertThat(caller.getName()).isEqualTo("acme");
        assertThat(caller.getAuthorities())
                .extracting(Object::toString)
                .containsExactlyInAnyOrder("SCOPE_tenant=acme", "SCOPE_a.read", "SCOPE_a.write");
        Instant expiry = caller.getAttribute("exp");
        assertThat(expiry).isEqualTo(Fixture.START.plusMillis(14_400_750));
        fixture.service.revoke(token);
        assertThatExceptionOfType(BadOpaqueTokenException.class).isThrownBy(() -> introspector.introspect(token));
    }

    @Test
    @DisplayName("INTR-01 INTR-02 INTR-03 the Nimbus SDK understands the answers")
    void nimbusUnderstandsTheAnswers() throws Exception {
        TokenIntrospectionSuccessResponse active = introspectWithNimbus();

        assertThat(active.isActive()).isTrue();
        assertThat(active.getClientID()).isEqualTo(new ClientID("acme"));
        assertThat(active.getScope().toStringList()).containsExactly("tenant=acme", "a.read", "a.write");
        assertThat(active.getAudience()).extracting(Object::toString).containsExactly(Fixture.API1);
        assertThat(active.getExpirationTime().toInstant()).isEqualTo(Fixture.START.plusMillis(14_400_750));
        fixture.service.revoke(token);
        assertThat(introspectWithNimbus().isActive()).isFalse();
    }

    private TokenIntrospectionSuccessResponse introspectWithNimbus() throws Exception {
        return TokenIntrospectionResponse.parse(new TokenIntrospectionRequest(
                                server.endpoint(),
                                new ClientSecretBasic(new ClientID("rs-1"), new Secret(Fixture.SECRET)),
                                new BearerAccessToken(token))
                        .toHTTPRequest()
                        .send())
                .toSuccessResponse();
    }
}
