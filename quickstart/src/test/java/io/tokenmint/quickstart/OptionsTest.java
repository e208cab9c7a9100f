package io.tokenmint.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenmint.spi.AnswerShape;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OptionsTest {
    @Test
    void defaultsFixNoCredentials() throws BadOptionException {
        Options options = Options.parse(List.of(), Map.of());

        assertThat(options.port()).isEqualTo(8080);
        assertThat(options.clientId()).isEmpty();
        assertThat(options.clientSecret()).isEmpty();
        assertThat(options.answer()).isEqualTo(AnswerShape.SERVICE);
    }

    @Test
    void readsTheEnvironment() throws BadOptionException {
        Options options = Options.parse(
                List.of(),
                Map.of(
                        "PORT",
                        "9090",
                        "TOKENMINT_TENANT",
                        "shop",
                        "TOKENMINT_SCOPES",
                        " a.read  a.write ",
                        "TOKENMINT_CLIENT_ID",
                        "id",
                        "TOKENMINT_CLIENT_SECRET",
                        "secret",
                        "TOKENMINT_ANSWER",
                        "strict"));

        assertThat(options.port()).isEqualTo(9090);
        assertThat(options.tenant()).isEqualTo("shop");
        assertThat(options.scope().tokens()).containsExactlyInAnyOrder("a.read", "a.write");
        assertThat(options.clientId()).contains("id");
        assertThat(options.clientSecret()).contains("secret");
        assertThat(options.answer()).isEqualTo(AnswerShape.STRICT);
    }

    @Test
    void prefersAFlagToItsVariable() throws BadOptionException {
        assertThat(Options.parse(List.of("--port", "1"), Map.of("PORT", "2")).port())
                .isEqualTo(1);
        assertThat(Options.parse(List.of("--port=1"), Map.of("PORT", "2")).port())
                .isEqualTo(1);
    }

    @Test
    void takesAnEmptyVariableForNone() throws BadOptionException {
        assertThat(Options.parse(List.of(), Map.of("PORT", "")).port()).isEqualTo(8080);
    }

    @Test
    void refusesAFlagGivenTwice() {
        assertThatThrownBy(() -> Options.parse(List.of("--port=1", "--port=2"), Map.of()))
                .isInstanceOf(BadOptionException.class)
                .hasMessage("--port was given twice: give it once");
    }

    @Test
    void showsNoSecret() throws BadOptionException {
        Options options = Options.parse(List.of("--client-id=id", "--client-secret=canary"), Map.of());

        assertThat(options.toString()).doesNotContain("canary");
        assertThat(new Greeting(options.storage(), Optional.empty(), "id", "canary", Optional.empty()).toString())
                .doesNotContain("canary");
    }

    @Test
    void knowsASecretThatIsNotInTheEnvironment() throws BadOptionException {
        Map<String, String> environment = Map.of("TOKENMINT_CLIENT_SECRET", "one");

        assertThat(Options.parse(List.of("--client-id=id"), environment).secretInEnvironment())
                .isTrue();
        assertThat(Options.parse(List.of("--client-id=id", "--client-secret=two"), environment)
                        .secretInEnvironment())
                .isFalse();
    }

    @Test
    void showsNothingOfADatabase() throws BadOptionException {
        Options options = Options.parse(
                List.of("--jdbc-url=jdbc:postgresql://canary/db"),
                Map.of("TOKENMINT_JDBC_USER", "canary", "TOKENMINT_JDBC_PASSWORD", "canary"));

        assertThat(options.storage())
                .isEqualTo(new Storage.Database(
                        "jdbc:postgresql://canary/db", Optional.of("canary"), Optional.of("canary")));
        assertThat(options.toString()).doesNotContain("canary");
    }

    @Test
    void takesNoPasswordFromAFlag() {
        assertThatThrownBy(() -> Options.parse(List.of("--jdbc-password=canary"), Map.of()))
                .hasMessage("there is no option --jdbc-password: see --help");
        assertThatThrownBy(() -> Options.parse(List.of("=canary"), Map.of()))
                .isInstanceOf(BadOptionException.class)
                .hasMessageNotContaining("canary");
    }
}
