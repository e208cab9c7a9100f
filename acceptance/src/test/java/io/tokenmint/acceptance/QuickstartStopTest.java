package io.tokenmint.acceptance;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The quickstart told to stop. */
@Timeout(60)
class QuickstartStopTest {
    private static final int TERMINATED = 128 + 15;

    @Test
    void stopsWhenIdle() throws Exception {
        try (RunningQuickstart quickstart = RunningQuickstart.start()) {
            quickstart.terminate();

            assertThat(quickstart.exitCode()).isEqualTo(TERMINATED);
        }
    }

    @Test
    void finishesWhatItBegan() throws Exception {
        try (RunningQuickstart quickstart = RunningQuickstart.start()) {
            URI address = quickstart.address();
            String form = "grant_type=client_credentials&client_id=" + quickstart.clientId() + "&client_secret="
                    + quickstart.clientSecret();
            try (Socket socket = new Socket(address.getHost(), address.getPort())) {
                BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
                socket.getOutputStream().write(head(form.length()).getBytes(US_ASCII));
                assertThat(in.readLine()).isEqualTo("HTTP/1.1 100 Continue");
                quickstart.terminate();
                waitUntilItTakesNothingNew(quickstart);
                socket.getOutputStream().write(form.getBytes(US_ASCII));

                assertThat(in.lines().filter(line -> line.startsWith("HTTP/1.1")))
                        .containsExactly("HTTP/1.1 200 OK");
            }
            assertThat(quickstart.exitCode()).isEqualTo(TERMINATED);
        }
    }

    private static String head(int length) {
        return """
                POST /oauth/token HTTP/1.1\r
                Host: localhost\r
                Content-Type: application/x-www-form-urlencoded\r
                Content-Length: %d\r
                Expect: 100-continue\r
                \r
                """.formatted(length);
    }

    private static void waitUntilItTakesNothingNew(RunningQuickstart quickstart) throws Exception {
        int status;
        do {
            status = Http.get(quickstart.resolve("/hello")).statusCode();
        } while (status != 503);
    }
}
