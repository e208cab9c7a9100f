package io.tokenmint.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the quickstart does with good and bad options. */
class QuickstartOptionsTest {
    private static final Map<String, String> CHOSEN =
            Map.of("TOKENMINT_CLIENT_ID", "my client", "TOKENMINT_CLIENT_SECRET", "correct horse+battery&staple");

    @Test
    void chosenCredentialsFromTheEnvironmentWorkAndAreNotRepeated() throws Exception {
        try (RunningQuickstart quickstart = RunningQuickstart.start(List.of(), CHOSEN)) {
            HttpResponse<String> response = Http.postForm(
                    quickstart.resolve("/oauth/token"),
                    "client_id=my+client&client_secret=correct+horse%2Bbattery%26staple&grant_type=client_credentials");

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(quickstart.greeting())
                    .doesNotContain("battery")
                    .contains("--data-urlencode 'client_id=my client'", "$TOKENMINT_CLIENT_SECRET");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            --port=abc;                        a number from 0 to 65535
            --port=65536;                      a number from 0 to 65535
            --nope;                            there is no option --nope
            --port;                            --port needs a value
            --tenant=;                         not empty
            --answer=other;                    service or strict
            --client-secret=canary;            needs a chosen id
            --tenant=not/a/tenant;             tenant
            --scopes=tenant=other;             tenant
            --scopes=with"quote;               printable ASCII
            --jdbc-url=x;                      begins with jdbc:
            --jdbc-url=jdbc:nope:x;            no driver here understands
            --jdbc-url=jdbc:h2:x?password=canary;   TOKENMINT_JDBC_PASSWORD
            --jdbc-password=canary;            there is no option --jdbc-password
            --rotate-secret=id;                add --data or --jdbc-url
            --issuer=http://as.example;        https
            canary;                            every value needs a flag before it
            """)
    void misuseIsRefusedWithAMessage(String argument, String message) throws Exception {
        EndedProcess process = EndedProcess.of(RunningQuickstart.command(List.of(), List.of(argument)));

        assertThat(process.output()).contains(message).doesNotContain("canary", "Exception", "listens");
        assertThat(process.exitCode()).isEqualTo(2);
    }

    @Test
    void twoPlacesForTokensAreOneTooMany() throws Exception {
        EndedProcess process = EndedProcess.of(RunningQuickstart.command(
                List.of(), List.of("--data", "somewhere", "--jdbc-url", "jdbc:postgresql://localhost/elsewhere")));

        assertThat(process.output()).contains("give either --data", "not both").doesNotContain("listens");
        assertThat(process.exitCode()).isEqualTo(2);
    }

    @Test
    void aSecretGivenAsAFlagLeavesAGapInTheCommand() throws Exception {
        try (RunningQuickstart quickstart = RunningQuickstart.start("--client-id=id", "--client-secret=canary")) {
            assertThat(quickstart.greeting())
                    .contains("-d 'client_secret={client_secret}'")
                    .doesNotContain("canary", "$");
        }
    }

    @Test
    void aTakenPortIsNamed() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            EndedProcess process =
                    EndedProcess.of(RunningQuickstart.command(List.of(), List.of("--port", "" + taken.getLocalPort())));

            assertThat(process.output()).contains("choose another port").doesNotContain("listens");
            assertThat(process.exitCode()).isEqualTo(1);
        }
    }

    @Test
    void helpNamesEveryOption() throws Exception {
        EndedProcess process = EndedProcess.of(RunningQuickstart.command(List.of(), List.of("--help")));

        assertThat(process.output())
                .contains("--port", "--client-id", "--client-secret", "--tenant", "--scopes", "--answer", "--help")
                .contains("--issuer", "--data", "--jdbc-url", "--rotate-secret", "TOKENMINT_ISSUER", "TOKENMINT_DATA")
                .contains("TOKENMINT_JDBC_URL", "TOKENMINT_JDBC_USER", "TOKENMINT_JDBC_PASSWORD")
                .contains("PORT", "TOKENMINT_CLIENT_ID", "TOKENMINT_CLIENT_SECRET", "TOKENMINT_TENANT")
                .contains("TOKENMINT_SCOPES", "TOKENMINT_ANSWER");
        assertThat(process.exitCode()).isZero();
    }
}
