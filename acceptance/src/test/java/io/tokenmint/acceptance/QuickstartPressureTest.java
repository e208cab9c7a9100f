package io.tokenmint.acceptance;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whoever holds connections or sends too much; others get their tokens meanwhile or soon after. */
@Timeout(120)
class QuickstartPressureTest {
    private static final int MORE_THAN_WORKERS = 70;
    private static final int MORE_THAN_KEPT = 250;

    private final List<Socket> sockets = new ArrayList<>();
    private RunningQuickstart quickstart;

    @BeforeEach
    void start() throws Exception {
        quickstart = RunningQuickstart.start(List.of("-Dsun.net.httpserver.maxReqTime=1"), Map.of());
    }

    @AfterEach
    void stop() throws Exception {
        for (Socket socket : sockets) {
            socket.close();
        }
        quickstart.close();
    }

    private Socket send(String text) throws IOException {
        URI address = quickstart.address();
        Socket socket = new Socket(address.getHost(), address.getPort());
        sockets.add(socket);
        socket.getOutputStream().write(text.getBytes(US_ASCII));
        return socket;
    }

    /** What came until the server ended the connection. */
    private static String answerOf(Socket socket) throws IOException {
        try {
            return new String(socket.getInputStream().readAllBytes(), US_ASCII);
        } catch (SocketException reset) {
            return "";
        }
    }

    private void servesOthers() throws Exception {
        assertThat(quickstart.accessToken(quickstart.clientSecret())).isNotEmpty();
    }

    @Test
    @DisplayName("HTTP-15 a head that stalls loses its connection")
    void aHeadThatStallsLosesItsConnection() throws Exception {
        Socket slow = send("POST /oauth/token HTTP/1.1\r\nHost: local");

        assertThat(answerOf(slow)).doesNotContain("200 OK");
        servesOthers();
    }

    @Test
    @DisplayName("HTTP-15 more stalled bodies than there are workers lose their connections, and give all threads back")
    void stalledBodiesDoNotHoldAllWorkersForGood() throws Exception {
        for (int i = 0; i < MORE_THAN_WORKERS; i++) {
            send("POST /oauth/token HTTP/1.1\r\nHost: localhost\r\n"
                    + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\ngrant_type=");
        }

        for (Socket stalled : sockets) {
            assertThat(answerOf(stalled)).doesNotContain("access_token");
        }
        servesOthers();
    }

    @Test
    void idleConnectionsKeepNobodyOut() throws Exception {
        for (int i = 0; i < MORE_THAN_KEPT; i++) {
            // Every other one has been answered and is kept for a next request.
            send(i % 2 == 0 ? "" : "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n");
        }

        servesOthers();
    }

    @Test
    void aHugeRequestLineOrHeaderIsRefused() throws Exception {
        for (String head : List.of(
                "GET /" + "x".repeat(1_000_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /health HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(1_000_000) + "\r\n\r\n",
                "GET /health HTTP/1.1\r\nHost: localhost\r\n" + manyHeaders() + "\r\n")) {
            assertThat(refusalOf(head)).doesNotContain("200 OK").doesNotContain("HTTP/1.1 5");
        }
        servesOthers();
    }

    private static String manyHeaders() {
        return IntStream.range(0, 1_000)
                .mapToObj(number -> "X" + number + ": x\r\n")
                .collect(Collectors.joining());
    }

    /** Sends what the server need not read to its end. */
    private String refusalOf(String head) throws IOException {
        try {
            return answerOf(send(head));
        } catch (SocketException closed) {
            return "";
        }
    }
}
