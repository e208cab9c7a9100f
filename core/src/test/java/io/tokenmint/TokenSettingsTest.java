package io.tokenmint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tokenmint.spi.Authorization;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class TokenSettingsTest {
    @Test
    void whatCannotWorkIsRefusedWithTheNameOfTheSetting() {
        assertRefused("tokenLifetime", settings -> settings.tokenLifetime(Duration.ofSeconds(1)));
        assertRefused("tokenLifetime", settings -> settings.tokenLifetime(Duration.ofMillis(2_500)));
        assertRefused("tokenLifetime", settings -> settings.tokenLifetime(Duration.ofDays(31)));
        assertRefused("maxTokenLifetime", settings -> settings.maxTokenLifetime(Duration.ofDays(3_651)));
        assertRefused("sessionIdleTime", settings -> settings.sessionIdleTime(Duration.ZERO));
        assertRefused("slowChecksAtOnce", settings -> settings.slowChecksAtOnce(0));
        assertRefused("slowCheckWait", settings -> settings.slowCheckWait(Duration.ofSeconds(-1)));
        assertRefused(
                "slowCheckWait",
                settings -> settings.slowCheckWait(Duration.ofHours(1).plusNanos(1)));
        assertRefused("slowCheckWait", settings -> settings.slowCheckWait(Duration.ofSeconds(Long.MAX_VALUE)));
        assertRefused("rememberedSecrets", settings -> settings.rememberedSecrets(-1));
        assertRefused("clientProfiles", settings -> settings.clientProfiles(0));
    }

    @Test
    void theBoundsThemselvesWork() {
        assertAccepted(settings -> settings.tokenLifetime(Duration.ofSeconds(2)));
        assertAccepted(settings -> settings.tokenLifetime(Duration.ofDays(30)));
        assertAccepted(
                settings -> settings.tokenLifetime(Duration.ofDays(3_650)).maxTokenLifetime(Duration.ofDays(3_650)));
        assertAccepted(settings -> settings.sessionIdleTime(Duration.ofSeconds(1)));
        assertAccepted(settings -> settings.slowChecksAtOnce(1).slowCheckWait(Duration.ZERO));
        assertAccepted(settings -> settings.slowCheckWait(Duration.ofHours(1)));
        assertAccepted(settings -> settings.rememberedSecrets(0).clientProfiles(1));
    }

    @Test
    void settingsThatContradictEachOtherAreRefused() {
        UnaryOperator<TokenSettings.Builder> aMinute = settings -> settings.tokenLifetime(Duration.ofSeconds(60));

        assertRefused("sessionIdleTime", settings -> aMinute.apply(settings).idleExpiry(true));
        assertRefused("sessionIdleTime", settings -> aMinute.apply(settings).sessionIdleTime(Duration.ofSeconds(61)));
        assertRefused(
                "maxTokenLifetime",
                settings -> settings.tokenLifetime(Duration.ofSeconds(3)).maxTokenLifetime(Duration.ofSeconds(2)));
        assertAccepted(aMinute);
        assertAccepted(settings -> aMinute.apply(settings).idleExpiry(true).sessionIdleTime(Duration.ofSeconds(60)));
    }

    @Test
    @SuppressWarnings({"NullAway", "DataFlowIssue"}) // what a host without a checker for null may pass
    void whatIsMissingIsRefusedWhereItIsSet() {
        assertRefused("answerShape", settings -> settings.answerShape(null));
        assertRefused("scopePolicy", settings -> settings.scopePolicy(null));
        assertRefused("grant", settings -> settings.grant(null));
        assertRefused("secretHash", settings -> settings.secretHash(null));
        assertRefused("listener", settings -> settings.listener(null));
        assertRefused("failureLimiter", settings -> settings.failureLimiter(null));
        assertRefused("tokenFormat", settings -> settings.tokenFormat(null));
        assertRefused("random", settings -> settings.random(null));
        assertRefused("clock", settings -> settings.clock(null));
    }

    @Test
    void aGrantThatNoRequestCanNameIsRefused() {
        assertRefused(
                "grant",
                settings -> settings.grant(new Grant() {
                    @Override
                    public String grantType() {
                        return " ";
                    }

                    @Override
                    public Authorization approve(TokenRequest request, ClientProfile client, Instant now) {
                        throw new AssertionError("not asked");
                    }
                }));
    }

    @Test
    void aTokenFormatThatDoesNotReadWhatItWroteIsRefused() {
        assertRefused("tokenFormat", settings -> settings.tokenFormat(new Format(slot -> OptionalInt.empty())));
        assertRefused(
                "tokenFormat", settings -> settings.tokenFormat(new Format(slot -> OptionalInt.of(slot & 0xFFFF))));
        assertAccepted(settings -> settings.tokenFormat(new Format(OptionalInt::of)));
    }

    /** Writes slots as numbers and reads them as it is told. */
    private record Format(IntFunction<OptionalInt> read) implements TokenFormat {
        @Override
        public String mint(int slot, byte[] random) {
            return Integer.toString(slot);
        }

        @Override
        public OptionalInt slot(String token) {
            return read.apply(Integer.parseInt(token));
        }
    }

    @Test
    void theDefaultsAreThePublishedOnes() {
        TokenSettings defaults = TokenSettings.defaults();

        assertThat(defaults.tokenLifetime()).isEqualTo(Duration.ofSeconds(14_400));
        assertThat(defaults.maxTokenLifetime()).isEqualTo(Duration.ofDays(30));
        assertThat(defaults.sessionIdleTime()).isEqualTo(Duration.ofSeconds(120));
        assertThat(defaults.idleExpiry()).isFalse();
        assertThat(defaults.slowDummy()).isFalse();
        assertThat(defaults.listeners()).isEqualTo(List.of());
        assertThat(defaults.grants()).containsOnlyKeys("client_credentials");
    }

    private static void assertAccepted(UnaryOperator<TokenSettings.Builder> change) {
        assertThat(change.apply(TokenSettings.builder()).build()).isNotNull();
    }

    private static void assertRefused(String name, UnaryOperator<TokenSettings.Builder> change) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> change.apply(TokenSettings.builder()).build())
                .withMessageContaining(name);
    }
}
