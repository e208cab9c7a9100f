package io.tokenmint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tokenmint.spi.Client;
import io.tokenmint.spi.ClientBuilder;
import io.tokenmint.spi.Scope;
import io.tokenmint.spi.ScopePolicy;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScopeConformanceTest {
    private static final Client ACME = Client.builder("acme")
            .tenant("acme")
            .scope(Scope.of("a.read", "a.write"))
            .build();

    @ParameterizedTest
    @EnumSource
    @DisplayName("SCOPE-01 SCOPE-02a SCOPE-03 nothing beyond the own tenant asks for everything the client holds")
    void nothingBeyondTheOwnTenantAsksForEverything(ScopePolicy policy) {
        assertThat(granted(ACME, policy, "")).isEqualTo("tenant=acme a.read a.write");
        assertThat(granted(ACME, policy, "tenant=acme")).isEqualTo("tenant=acme a.read a.write");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("SCOPE-02 a client that holds nothing is refused")
    void aClientThatHoldsNothingIsRefused(ScopePolicy policy) {
        Client empty = Client.builder("empty").build();

        assertRefused(empty, policy, "");
        assertRefused(empty, policy, "a.read");
    }

    @Test
    void aTenantAloneIsSomething() {
        ClientBuilder tenantOnly = Client.builder("acme").tenant("acme");

        assertThat(granted(tenantOnly.build(), ScopePolicy.NARROWING, "")).isEqualTo("tenant=acme");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("SCOPE-02b SCOPE-02c SCOPE-22 the tenant is granted whether or not it was asked for")
    void theTenantIsGrantedWhetherOrNotItWasAskedFor(ScopePolicy policy) {
        assertThat(granted(ACME, policy, "tenant=acme a.read")).isEqualTo("tenant=acme a.read");
        assertThat(granted(ACME, policy, "a.read")).isEqualTo("tenant=acme a.read");
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "  ", " a.read", "a.read ", "a.read  a.write", "a.read a.write "})
    @DisplayName("SCOPE-04 stray spaces are dropped by the narrowing policy and refused by the strict one")
    void straySpacesAreDroppedOrRefused(String requested) {
        assertThat(granted(ACME, ScopePolicy.NARROWING, requested)).startsWith("tenant=acme a.read");
        assertRefused(ACME, ScopePolicy.STRICT, requested);
    }

    @Test
    void spacesAloneCountAsAbsentUnderTheNarrowingPolicy() {
        assertThat(granted(ACME, ScopePolicy.NARROWING, "   ")).isEqualTo("tenant=acme a.read a.write");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.read\ta.write",
                "a.read\r",
                "a.read\na.write",
                "a.read\u0000",
                "\u001fa.read",
                "a.read\u007f",
                "\"a.read\"",
                "a\\read",
                "tenant=z\u00fcrich",
                "a.read\u20ac"
            })
    @DisplayName("SCOPE-05 SCOPE-06 SCOPE-07 characters outside the grammar are refused")
    void charactersOutsideTheGrammarAreRefused(String requested) {
        assertRefused(ACME, ScopePolicy.NARROWING, requested);
        assertRefused(ACME, ScopePolicy.STRICT, requested);
    }

    @Test
    @DisplayName("SCOPE-08 every character the grammar allows comes back unchanged")
    void everyCharacterTheGrammarAllowsComesBackUnchanged() {
        String odd = "!#[]~:/.=,{}";
        Client client = Client.builder("odd").scope(Scope.of(odd)).build();

        assertThat(granted(client, ScopePolicy.STRICT, odd)).isEqualTo(odd);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nope", "nope nada", "b.read", "A.READ", "tenant=acme nope", "a.read,a.write"})
    @DisplayName(
            "SCOPE-09 SCOPE-10 SCOPE-11a SCOPE-12 a request for nothing the client holds is refused, never widened")
    void aRequestForNothingTheClientHoldsIsRefused(String requested) {
        assertRefused(ACME, ScopePolicy.NARROWING, requested);
        assertRefused(ACME, ScopePolicy.STRICT, requested);
    }

    @Test
    @DisplayName("SCOPE-11 what the client lacks is left out by the narrowing policy and refused by the strict one")
    void whatTheClientLacksIsLeftOutOrRefused() {
        assertThat(granted(ACME, ScopePolicy.NARROWING, "a.read nope")).isEqualTo("tenant=acme a.read");
        assertRefused(ACME, ScopePolicy.STRICT, "a.read nope");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("SCOPE-13 SCOPE-14 order and repetition make no difference")
    void orderAndRepetitionMakeNoDifference(ScopePolicy policy) {
        assertThat(granted(ACME, policy, "a.write a.read")).isEqualTo(granted(ACME, policy, "a.read a.write"));
        assertThat(granted(ACME, policy, "a.read a.read")).isEqualTo("tenant=acme a.read");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("SCOPE-16 a thousand tokens and fifty thousand characters are refused")
    void aThousandTokensAreRefused(ScopePolicy policy) {
        String thousand = IntStream.range(0, 1_000).mapToObj(i -> "s" + i).collect(Collectors.joining(" "));

        assertRefused(ACME, policy, thousand);
        assertRefused(ACME, policy, "a".repeat(50_000));
        assertRefused(ACME, policy, "a.read ".repeat(8_000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tenant",
                "tenant=",
                "tenant=acme tenant=beta",
                "tenant=beta",
                "a.read tenant=beta",
                "tenant=ACME",
                "tenant=acme/../beta",
                "tenant=acme=beta",
                "tenant=*",
                "tenant={tenant}",
                "a.read tenant"
            })
    @DisplayName("SCOPE-18 SCOPE-19 SCOPE-20 SCOPE-21 any tenant but the client's own is refused, never dropped")
    void anyTenantButTheOwnIsRefused(String requested) {
        assertRefused(ACME, ScopePolicy.NARROWING, requested);
        assertRefused(ACME, ScopePolicy.STRICT, requested);
    }

    @Test
    void aClientWithoutTenantCannotNameOne() {
        Client client = Client.builder("free").scope(Scope.of("a.read")).build();

        assertRefused(client, ScopePolicy.NARROWING, "tenant=acme a.read");
    }

    private static String granted(Client client, ScopePolicy policy, String requested) {
        return new ScopeRules(client, policy).grant(requested).toString();
    }

    private static void assertRefused(Client client, ScopePolicy policy, String requested) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> granted(client, policy, requested))
                .matches(refusal -> refusal.error() == TokenError.INVALID_SCOPE);
    }
}
