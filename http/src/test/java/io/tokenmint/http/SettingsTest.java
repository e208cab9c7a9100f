package io.tokenmint.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    private static Arguments refused(UnaryOperator<EndpointSettings.Builder> change, String whatToDo) {
        return Arguments.of(change, whatToDo);
    }

    static Stream<Arguments> misconfigurations() {
        String realm = "1 to 100 printable ASCII characters: choose a plain name";
        return Stream.of(
                refused(settings -> settings.realm(""), realm),
                refused(settings -> settings.realm("z\u00fcrich"), realm),
                refused(settings -> settings.realm("a\r\nb"), realm),
                refused(settings -> settings.realm("x".repeat(101)), realm),
                refused(settings -> settings.maxBodyBytes(0), "maxBodyBytes must be from 1024 to 16777216, not 0"),
                refused(settings -> settings.maxBodyBytes(Integer.MAX_VALUE), "maxBodyBytes must be from 1024"),
                refused(
                        settings -> settings.maxBodyBytes(2_048),
                        "may not exceed maxBodyBytes: raise it or lower them"),
                refused(settings -> settings.maxParameters(7), "maxParameters must be from 8 to 10000, not 7"),
                refused(settings -> settings.maxNameBytes(63), "maxNameBytes must be from 64"),
                refused(settings -> settings.maxNameBytes(65_537), "may not exceed maxBodyBytes"),
                refused(settings -> settings.maxValueBytes(1_023), "maxValueBytes must be from 1024"),
                refused(settings -> settings.maxValueBytes(65_537), "may not exceed maxBodyBytes"),
                refused(settings -> settings.retryAfter(Duration.ZERO), "retryAfter seconds must be from 1 to 3600"),
                refused(settings -> settings.retryAfter(Duration.ofMillis(1_500)), "drop the fraction"),
                refused(settings -> settings.retryAfter(Duration.ofDays(1)), "must be from 1 to 3600, not 86400"));
    }

    @ParameterizedTest
    @MethodSource("misconfigurations")
    void whatCannotWorkIsRefusedWithWhatToDo(UnaryOperator<EndpointSettings.Builder> change, String whatToDo) {
        assertThatThrownBy(() -> Fixture.settings(change))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(whatToDo);
    }

    @Test
    void whatIsAtItsBoundWorks() {
        EndpointSettings least = Fixture.settings(settings -> settings.realm("a")
                .maxBodyBytes(1_024)
                .maxParameters(8)
                .maxNameBytes(64)
                .maxValueBytes(1_024)
                .retryAfter(Duration.ofSeconds(1)));

        assertThat(least.realm()).isEqualTo("a");
        assertThat(least.maxBodyBytes()).isEqualTo(1_024);
        assertThat(least.maxParameters()).isEqualTo(8);
        assertThat(least.maxNameBytes()).isEqualTo(64);
        assertThat(least.maxValueBytes()).isEqualTo(1_024);
        assertThat(least.retryAfter()).isEqualTo(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "null",
                "https://app.example/",
                "https://app.example/x",
                "app.example",
                "https://",
                "ftp://a",
                "https://APP.example",
                "https://user@app.example",
                "https://app.example?x"
            })
    void onlyAnOriginIsAnOrigin(String origin) {
        assertThatThrownBy(() -> EndpointSettings.builder().allowedOrigin(origin))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("https://app.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://app.example", "http://localhost:3000"})
    void anOriginIsAccepted(String origin) {
        assertThat(EndpointSettings.builder().allowedOrigin(origin).build().allowedOrigins())
                .containsExactly(origin);
    }

    @Test
    void nothingThatIsPrintedHoldsASecret() {
        Ask ask = Ask.post("acme", "canary").query("client_secret=canary");

        assertThat(ask.request().toString()).doesNotContain("canary");
        EndpointResponse response = new Fixture().endpoint().handle(Ask.token().request());
        assertThat(response.toString()).isEqualTo("EndpointResponse[200]");
    }
}
