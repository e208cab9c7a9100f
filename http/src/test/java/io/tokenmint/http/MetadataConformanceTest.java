package io.tokenmint.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenmint.spi.Scope;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Conformance section 16. */
class MetadataConformanceTest {
    private final Fixture fixture = new Fixture();
    private final MetadataEndpoint endpoint = endpoint(Fixture.METADATA);

    private MetadataEndpoint endpoint(ServerMetadata metadata) {
        return new MetadataEndpoint(fixture.service, metadata, EndpointSettings.defaults());
    }

    private static Ask get() {
        return Ask.token().method("GET").body("").without("Authorization").without("Content-Type");
    }

    @Test
    @DisplayName("META-01 META-03 META-04 META-05 META-06 META-08 META-11 the document says exactly what there is")
    void theDocumentSaysExactlyWhatThereIs() {
        Answer answer = get().header("Host", "evil.example").of(endpoint);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().toString())
                .isEqualTo("{\"issuer\":\"https://as.example\","
                        + "\"token_endpoint\":\"https://as.example/oauth/token\","
                        + "\"token_endpoint_auth_methods_supported\":[\"client_secret_basic\",\"client_secret_post\"],"
                        + "\"grant_types_supported\":[\"client_credentials\"],"
                        + "\"response_types_supported\":[],"
                        + "\"introspection_endpoint\":\"https://as.example/oauth/introspect\","
                        + "\"introspection_endpoint_auth_methods_supported\":"
                        + "[\"client_secret_basic\",\"client_secret_post\"],"
                        + "\"revocation_endpoint\":\"https://as.example/oauth/revoke\","
                        + "\"revocation_endpoint_auth_methods_supported\":"
                        + "[\"client_secret_basic\",\"client_secret_post\"]}");
    }

    @Test
    @DisplayName("META-02 the path of an issuer comes after the well-known one")
    void thePathOfAnIssuerComesLast() {
        assertThat(Fixture.METADATA.path()).isEqualTo("/.well-known/oauth-authorization-server");
        ServerMetadata tenant = ServerMetadata.of("https://as.example/t1");
        assertThat(tenant.path()).isEqualTo("/.well-known/oauth-authorization-server/t1");
        assertThat(get().of(endpoint(tenant)).json().get("token_endpoint").asText())
                .isEqualTo("https://as.example/t1/oauth/token");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://as.example",
                "https://as.example/",
                "https://as.example?x=1",
                "https://as.example#x",
                "https://user@as.example",
                "as.example",
                "https:///path",
                "https://as .example",
                ""
            })
    @DisplayName("META-03 an issuer that clients would refuse is refused at construction")
    void anIssuerThatClientsWouldRefuseIsRefused(String issuer) {
        assertThatThrownBy(() -> ServerMetadata.of(issuer)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("META-03 META-04 plain http is for loopback")
    void plainHttpIsForLoopback() {
        assertThat(ServerMetadata.of("http://127.0.0.1:8080").tokenEndpoint())
                .isEqualTo("http://127.0.0.1:8080/oauth/token");
        assertThatThrownBy(() -> Fixture.METADATA.withTokenEndpoint("http://as.example/token"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("https");
    }

    @Test
    @DisplayName("META-07 META-09 META-12 META-13 META-14 what is not there is not named")
    void whatIsNotThereIsNotNamed() {
        JsonNode json = get().of(endpoint(ServerMetadata.of(Fixture.ISSUER))).json();

        assertThat(json.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "issuer",
                        "token_endpoint",
                        "token_endpoint_auth_methods_supported",
                        "grant_types_supported",
                        "response_types_supported");
    }

    @Test
    @DisplayName("META-10 scopes are named as far as the host says")
    void scopesAreNamedAsFarAsTheHostSays() {
        JsonNode json = get().of(endpoint(Fixture.METADATA.withScopesSupported(Scope.of("a.read", "a.write"))))
                .json();

        assertThat(json.get("scopes_supported"))
                .extracting(JsonNode::asText)
                .containsExactly("a.read", "a.write")
                .allMatch(Scope::isToken);
    }

    @Test
    @DisplayName("META-15 what is listed works, and what is not does not")
    void whatIsListedWorks() {
        JsonNode json = get().of(endpoint).json();
        for (JsonNode grant : json.get("grant_types_supported")) {
            for (JsonNode method : json.get("token_endpoint_auth_methods_supported")) {
                ask(method.asText(), "grant_type=" + grant.asText())
                        .of(fixture.endpoint())
                        .isOk();
                assertThat(ask(method.asText(), "token=x")
                                .of(fixture.introspection())
                                .status())
                        .isEqualTo(200);
                assertThat(ask(method.asText(), "token=x")
                                .of(fixture.revocation())
                                .status())
                        .isEqualTo(200);
            }
        }
        for (String grant : new String[] {"authorization_code", "password", "refresh_token", "implicit"}) {
            ask("client_secret_basic", "grant_type=" + grant)
                    .of(fixture.endpoint())
                    .isError(400, "unsupported_grant_type");
        }
        ask("none", "grant_type=client_credentials&client_id=acme")
                .of(fixture.endpoint())
                .isUnauthorized();
        ask("none", "grant_type=client_credentials&client_id=acme&client_assertion=x")
                .of(fixture.endpoint())
                .isUnauthorized();
    }

    private static Ask ask(String method, String form) {
        return switch (method) {
            case "client_secret_basic" -> Ask.token().body(form);
            case "client_secret_post" ->
                Ask.token().without("Authorization").body(form + "&client_id=acme&client_secret=" + Fixture.SECRET);
            default -> Ask.token().without("Authorization").body(form);
        };
    }

    @Test
    @DisplayName("META-16 POST is not allowed, HEAD has no body")
    void postIsNotAllowed() {
        Answer answer = get().method("POST").of(endpoint).isError(405, "invalid_request");
        assertThat(answer.headers()).containsEntry("Allow", "GET");

        Answer head = get().method("HEAD").of(endpoint);
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.text()).isEmpty();
    }

    @Test
    @DisplayName("META-17 the document may be kept for a while and is not sent again unchanged")
    void theDocumentMayBeKept() {
        Answer first = get().of(endpoint);
        assertThat(first.headers()).containsEntry("Cache-Control", "public, max-age=3600");

        Answer again = get().header("If-None-Match", first.headers().getOrDefault("ETag", ""))
                .of(endpoint);
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.text()).isEmpty();
    }

    @Test
    @DisplayName("META-17 the tag is found in a list, weak or strong, and the star stands for any")
    void theTagIsFoundInAList() {
        String tag = get().of(endpoint).headers().getOrDefault("ETag", "");

        assertThat(statusIfNoneMatch("*")).isEqualTo(304);
        assertThat(statusIfNoneMatch("W/" + tag)).isEqualTo(304);
        assertThat(statusIfNoneMatch("\"a,b\" ,\tW/" + tag + ",")).isEqualTo(304);
        assertThat(statusIfNoneMatch("\"a\"", "\"b\", " + tag)).isEqualTo(304);
        assertThat(statusIfNoneMatch(tag.replace("\"", ""))).isEqualTo(200);
        assertThat(statusIfNoneMatch("w/" + tag)).isEqualTo(200);
        assertThat(statusIfNoneMatch("\"a\", W/\"b\"")).isEqualTo(200);
        assertThat(statusIfNoneMatch("\"a,*,b\"")).isEqualTo(200);
        assertThat(statusIfNoneMatch("")).isEqualTo(200);
    }

    private int statusIfNoneMatch(String... lines) {
        return get().header("If-None-Match", lines).of(endpoint).status();
    }
}
