package io.tokenmint.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JdbcSettingsTest {
    /** A setting that is a number. */
    interface Count extends BiFunction<JdbcSettings.Builder, Integer, JdbcSettings.Builder> {}

    static Stream<Arguments> bounds() {
        return Stream.of(
                bound("maxBatchRows", JdbcSettings.Builder::maxBatchRows, 5_000),
                bound("concurrentBatches", JdbcSettings.Builder::concurrentBatches, 64),
                bound("authorizationsPerClient", JdbcSettings.Builder::authorizationsPerClient, 100_000),
                bound("cachedAuthorizations", JdbcSettings.Builder::cachedAuthorizations, 10_000_000));
    }

    private static Arguments bound(String name, Count setting, int max) {
        return Arguments.of(name, setting, max);
    }

    @ParameterizedTest
    @MethodSource("bounds")
    void takesNumbersWithinTheirBoundsAndSaysWhichTheyAre(String name, Count setting, int max) {
        assertThat(setting.apply(JdbcSettings.builder(), 1)).isNotNull();
        assertThat(setting.apply(JdbcSettings.builder(), max)).isNotNull();

        for (int refused : new int[] {-1, 0, max + 1}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> setting.apply(JdbcSettings.builder(), refused))
                    .withMessageContaining("set " + name + " to a number from 1 to " + max);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT-1S", "PT0.0005S", "PT1H0.001S", "P1000000D"})
    void refusesAnAnswerTimeoutOutOfBounds(Duration timeout) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JdbcSettings.builder().answerTimeout(timeout))
                .withMessageContaining("set answerTimeout to whole milliseconds");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT-1S", "PT0.5S", "PT1H1S"})
    void refusesAStatementTimeoutOutOfBounds(Duration timeout) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JdbcSettings.builder().statementTimeout(timeout))
                .withMessageContaining("set statementTimeout to whole seconds");
    }

    @Test
    void refusesToGiveTheConnectionUpBeforeTheStatement() {
        JdbcSettings.Builder builder = JdbcSettings.builder().statementTimeout(Duration.ofSeconds(30));

        assertThatIllegalStateException().isThrownBy(builder::build).withMessageContaining("set answerTimeout");
        assertThat(builder.answerTimeout(Duration.ZERO).build().statementTimeout())
                .isEqualTo(Duration.ofSeconds(30));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1a", "a b", "a;", "a\"", "a.b", "a-b", "zürich"})
    void refusesAPrefixThatCouldBeMoreThanAName(String prefix) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JdbcSettings.builder().tablePrefix(prefix))
                .withMessageContaining("a table prefix is a letter");
    }
}
