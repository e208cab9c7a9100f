package io.tokenmint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
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
        assertRefused("rememberedSecrets", settings -> settings.rememberedSecrets(-1));
        assertRefused("clientProfiles", settings -> settings.clientProfiles(0));
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

    private static void assertRefused(String name, UnaryOperator<TokenSettings.Builder> change) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> change.apply(TokenSettings.builder()).build())
                .withMessageContaining(name);
    }
}
