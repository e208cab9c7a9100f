package io.tokenmint.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmint.spi.Scope;
import io.tokenmint.spi.ScopePolicy;
import io.tokenmint.store.memory.MemoryTokenStore;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Conformance section 5, as it shows at the endpoint. */
class ScopeConformanceTest {
    private static final Set<String> EVERYTHING = Set.of("tenant=acme", "a.read", "a.write");

    private final Fixture fixture = new Fixture();
    private final TokenEndpoint endpoint = fixture.endpoint();

    private Answer ask(String scope) {
        return Ask.tokenAnd(scope).of(endpoint);
    }

    private static TokenEndpoint strict() {
        return new Fixture(new MemoryTokenStore(), settings -> settings.scopePolicy(ScopePolicy.STRICT)).endpoint();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "scope",
                "scope=",
                "scope=tenant=acme",
                "scope=tenant%3Dacme",
                "scope=+",
                "scope=tenant=acme+"
            })
    @DisplayName("SCOPE-01 SCOPE-02a SCOPE-03 SCOPE-04 SCOPE-17 naming nothing but the tenant asks for everything")
    void namingNothingButTheTenantAsksForEverything(String scope) {
        assertThat(ask(scope).scope()).isEqualTo(EVERYTHING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "scope=", "scope=+", "scope=a.read"})
    @DisplayName("SCOPE-02 SCOPE-03 a client that holds nothing gets nothing")
    void aClientThatHoldsNothingGetsNothing(String scope) {
        fixture.registrar.importClient("bare", Fixture.hash(Fixture.SECRET), bare -> bare);

        Ask.tokenAnd(scope).basic("bare", Fixture.SECRET).of(endpoint).isError(400, "invalid_scope");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "scope=tenant=acme+a.read",
                "scope=a.read",
                "scope=+a.read++tenant%3Dacme+",
                "scope=a.read+a.read",
                "scope=a.read+nope"
            })
    @DisplayName("SCOPE-02b SCOPE-02c SCOPE-04 SCOPE-11 SCOPE-14 what is asked for and held is granted with the tenant")
    void whatIsAskedForAndHeldIsGrantedWithTheTenant(String scope) {
        assertThat(ask(scope).scope()).containsExactlyInAnyOrder("tenant=acme", "a.read");
        assertThat(ask(scope).isOk().get("scope").asText().split(" ")).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"scope=+", "scope=+a.read", "scope=a.read+", "scope=a.read++a.write", "scope=a.read+nope"})
    @DisplayName("SCOPE-04 SCOPE-11 the strict policy refuses stray spaces and any excess")
    void theStrictPolicyRefusesStraySpacesAndExcess(String scope) {
        Ask.tokenAnd(scope).of(strict()).isError(400, "invalid_scope");
        Ask.tokenAnd("scope=a.read+a.write").of(strict()).isOk();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.read%09a.write",
                "a.read%0D%0Aa.write",
                "a.read%00",
                "%1Fa.read",
                "a.read%7F",
                "a.read+%22",
                "a.read+%5C",
                "tenant%3Dz%C3%BCrich",
                "nope",
                "tenant=acme+nope",
                "A.READ",
                "tenant=",
                "tenant",
                "tenant=acme+tenant=beta",
                "tenant=beta",
                "tenant=beta+a.read",
                "tenant=ACME",
                "tenant=acme/../beta",
                "tenant=acme=beta",
                "tenant=*",
                "tenant={tenant}"
            })
    @DisplayName(
            "SCOPE-05 SCOPE-06 SCOPE-07 SCOPE-09 SCOPE-11a SCOPE-12 SCOPE-18 SCOPE-19 SCOPE-20 SCOPE-21 what cannot be granted is refused under both policies")
    void whatCannotBeGrantedIsRefused(String scope) {
        ask("scope=" + scope).isError(400, "invalid_scope");
        Ask.tokenAnd("scope=" + scope).of(strict()).isError(400, "invalid_scope");
    }

    @Test
    @DisplayName("SCOPE-08 every character of the grammar comes back unchanged")
    void everyCharacterOfTheGrammarComesBackUnchanged() {
        String token = "!#[]~:/.=,{}";
        fixture.registrar.update("acme", acme -> acme.scope(Scope.of(token)));

        assertThat(ask("scope=" + Ask.encode(token)).scope()).containsExactlyInAnyOrder("tenant=acme", token);
    }

    @Test
    @DisplayName("SCOPE-10 a scope of other clients is refused as a scope")
    void aScopeOfOtherClientsIsRefusedAsAScope() {
        fixture.register("wide", Fixture.SECRET, wide -> wide.scope(Scope.of("b.read")));

        ask("scope=b.read").isError(400, "invalid_scope");
    }

    @Test
    @DisplayName("SCOPE-13 the order does not matter")
    void theOrderDoesNotMatter() {
        assertThat(ask("scope=a.read+a.write").scope())
                .isEqualTo(ask("scope=a.write+a.read").scope());
    }

    @Test
    @DisplayName("SCOPE-15 SCOPE-22 the answer says what introspection says")
    void theAnswerSaysWhatIntrospectionSays() {
        var json = ask("scope=a.read").isOk();
        var seen = Ask.about(json.get("access_token").asText())
                .of(fixture.introspection())
                .json();

        assertThat(Arrays.asList(seen.get("scope").asText().split(" ")))
                .containsExactlyInAnyOrder(json.get("scope").asText().split(" "));
    }

    @Test
    @DisplayName("SCOPE-16 a thousand tokens and a huge scope are refused")
    void aThousandTokensAndAHugeScopeAreRefused() {
        ask("scope=" + "nope+".repeat(1_000)).isError(400, "invalid_scope");
        ask("scope=" + "nope+".repeat(2_000)).isError(400, "invalid_scope");
        ask("scope=" + "n".repeat(51_200)).isError(400, "invalid_request");
    }
}
