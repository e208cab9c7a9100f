package io.tokenmint.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    static Stream<UnaryOperator<EndpointSettings.Builder>> misconfigurations() {
        return Stream.of(
                settings -> settings.realm(""),
                settings -> settings.realm("z\u00fcrich"),
                settings -> settings.realm("a\r\nb"),
                settings -> settings.maxBodyBytes(0),
                settings -> settings.maxBodyBytes(Integer.MAX_VALUE),
                settings -> settings.maxBodyBytes(2_048),
                settings -> settings.maxParameters(7),
                settings -> settings.maxNameBytes(63),
                settings -> settings.maxValueBytes(1_023),
                settings -> settings.maxValueBytes(65_537),
                settings -> settings.retryAfter(Duration.ZERO),
                settings -> settings.retryAfter(Duration.ofMillis(1_500)),
                settings -> settings.retryAfter(Duration.ofDays(1)));
    }

    @ParameterizedTest
    @MethodSource("misconfigurations")
    void whatCannotWorkIsRefusedWithWhatToDo(UnaryOperator<EndpointSettings.Builder> change) {
        assertThatThrownBy(() -> Fixture.settings(change))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .isNotBlank();
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
