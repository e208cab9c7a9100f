package io.tokenmint.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00.123456Z");
    private static final Authorization AUTHORIZATION =
            new Authorization("acme", 7, Scope.of("a.read"), List.of(), Duration.ofHours(4), "");

    @Test
    void scopesAreEqualWhateverTheOrderAndPrintInTheOrderGiven() {
        assertThat(Scope.of("a", "b", "a")).isEqualTo(Scope.parse("b a")).hasToString("a b");
        assertThat(Scope.of("a", "b")).hasSameHashCodeAs(Scope.of("b", "a"));
        assertThat(Scope.parse("")).isEqualTo(Scope.empty()).hasToString("");
    }

    @ParameterizedTest
    @ValueSource(strings = {" a", "a ", "a  b", "a\tb", "a\"b", "a\\b", "zürich", "\u007f"})
    void scopesRefuseWhatTheGrammarForbids(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Scope.parse(text));
    }

    @Test
    void scopesRefuseMoreThanStoresKeep() {
        String longest = "a".repeat(Scope.MAX_LENGTH);

        assertThat(Scope.of(longest).contains(longest)).isTrue();
        assertThatIllegalArgumentException().isThrownBy(() -> Scope.of(longest + "a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\u0000b", "zürich", "a\nb"})
    void aClientIdIsPrintableAscii(String id) {
        assertThatIllegalArgumentException().isThrownBy(() -> Client.builder(id).build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"tenant", "tenant=", "tenant=acme"})
    void aRegisteredScopeNamesNoTenant(String token) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Client.builder("acme").scope(Scope.of(token)).build());
    }

    @Test
    void scopeAndTenantTogetherFitAScope() {
        String longest = "a".repeat(Scope.MAX_LENGTH - "tenant=acme ".length());

        assertThat(Client.builder("acme")
                        .tenant("acme")
                        .scope(Scope.of(longest))
                        .build()
                        .scope())
                .hasToString(longest);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Client.builder("acme")
                        .tenant("acme")
                        .scope(Scope.of(longest + "a"))
                        .build());
    }

    @Test
    void aNewClientMayDoNothing() {
        Client client = Client.builder("acme").build();

        assertThat(client.grantTypes()).isEmpty();
        assertThat(client.authenticationMethods()).isEmpty();
        assertThat(client.scope().isEmpty()).isTrue();
        assertThat(client.toBuilder().build()).isEqualTo(client);
    }

    @Test
    void theDefaultAudienceIsOneOfTheClientsAudiences() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> Client.builder("acme").defaultAudience("urn:a").build());
    }

    @Test
    void secretsOfOneClientHaveDistinctIds() {
        ClientSecret secret = new ClientSecret("s1", "{sha256}x", NOW, NOW, Optional.empty());

        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Client.builder("acme").secrets(List.of(secret, secret)).build());
    }

    @Test
    void aSecretIsLiveFromItsBeginningUntilJustBeforeItsEnd() {
        Instant end = Instant.parse("2026-11-23T11:00:00Z");
        ClientSecret secret = new ClientSecret("s1", "{sha256}x", NOW, NOW, Optional.of(end));

        assertThat(secret.isLive(secret.notBefore().minusMillis(1))).isFalse();
        assertThat(secret.isLive(secret.notBefore())).isTrue();
        assertThat(secret.isLive(end.minusMillis(1))).isTrue();
        assertThat(secret.isLive(end)).isFalse();
    }

    @Test
    void aSecretDoesNotPrintItsHash() {
        assertThat(new ClientSecret("s1", "{sha256}canary", NOW, NOW, Optional.empty()).toString())
                .contains("s1")
                .doesNotContain("canary");
    }

    @Test
    void introspectionRightsNameSomething() {
        assertThatIllegalArgumentException().isThrownBy(() -> new IntrospectionRights(Set.of(), Set.of()));
    }

    @Test
    void timesOfATokenAreCutToMilliseconds() {
        Instant expiresAt = NOW.plusSeconds(14_400);
        StoredToken token = new StoredToken(keyFor(expiresAt), AUTHORIZATION, NOW, expiresAt);

        assertThat(token.issuedAt()).isEqualTo(Instant.parse("2026-11-23T10:00:00.123Z"));
        assertThat(token.lastUsedAt()).isEqualTo(token.issuedAt());
    }

    @Test
    void aTokenRefusesTimesThatContradictEachOther() {
        TokenKey key = keyFor(NOW);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StoredToken(key, AUTHORIZATION, NOW.plusSeconds(1), NOW));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StoredToken(key, AUTHORIZATION, NOW, NOW, NOW.minusSeconds(1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StoredToken(key, AUTHORIZATION, NOW, NOW.plusSeconds(120)));
    }

    @Test
    void aTokenRefusesTimesThatNoMillisecondCanTell() {
        TokenKey key = keyFor(NOW);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StoredToken(key, AUTHORIZATION, Long.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE))
                .withMessageContaining("ten years");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StoredToken(key, AUTHORIZATION, NOW, Instant.MAX))
                .withMessageContaining("1970");
    }

    @Test
    void aTokenHasItsTimesAsMillisecondsAndAsInstants() {
        Instant expiresAt = NOW.plusSeconds(60);
        StoredToken token = new StoredToken(keyFor(expiresAt), AUTHORIZATION, NOW, expiresAt, NOW.plusSeconds(1));

        assertThat(token)
                .isEqualTo(new StoredToken(
                        token.key(),
                        AUTHORIZATION,
                        token.issuedAt().toEpochMilli(),
                        token.expiresAt().toEpochMilli(),
                        token.lastUsedAt().toEpochMilli()));
        assertThat(token.lastUsedMillis() - token.issuedMillis()).isEqualTo(1_000);
    }

    @Test
    void aSlotIsTheSameByMillisecondsAndByInstant() {
        for (long millis : new long[] {-60_001, -1, 0, 1, 59_999, 60_000, 60_001, NOW.toEpochMilli()}) {
            assertThat(TokenKey.slotOf(millis)).isEqualTo(TokenKey.slotOf(Instant.ofEpochMilli(millis)));
        }
    }

    @Test
    void lifetimesAreWholeSecondsUpToTenYears() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClientSettings.none().withTokenLifetime(Duration.ofMillis(1_500)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClientSettings.none().withTokenLifetime(Duration.ZERO));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClientSettings.none().withTokenLifetime(Duration.ofDays(3_651)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "\ud800", "a\udc00"})
    void detailsAreWellFormedText(String details) {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new Authorization("acme", 0, Scope.empty(), List.of(), Duration.ofSeconds(1), details));
    }

    private static TokenKey keyFor(Instant expiresAt) {
        return TokenKey.of(TokenKey.slotOf(expiresAt), new byte[32]);
    }
}
