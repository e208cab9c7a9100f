package io.tokenmint.benchmarks;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One connection to a server, on which requests are written as bytes, right or wrong. */
final class Wire implements AutoCloseable {
    /** The header field of a form. */
    static final String FORM = "Content-Type: application/x-www-form-urlencoded\r\n";

    private static final String LENGTH = "content-length:";
    private static final int PATIENCE_MILLIS = 60_000;

    private final Socket socket;
    private final InputStream in;

    Wire(InetSocketAddress server) throws IOException {
        socket = new Socket(server.getAddress(), server.getPort());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** What came back. */
    record Answer(int status, String body, boolean closes) {
        @Override
        public String toString() {
            return "status " + status;
        }
    }

    /** A request with a form, as it is written. */
    static String post(String path, String form) {
        return post(path, "", form);
    }

    /** The same with more header fields, each with its end of line. */
    static String post(String path, String fields, String form) {
        return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\n" + FORM + fields + "Content-Length: " + form.length()
                + "\r\n\r\n" + form;
    }

    Answer ask(String request) throws IOException {
        write(request);
        return readAnswer();
    }

    void write(String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
    }

    Answer readAnswer() throws IOException {
        int status = Integer.parseInt(line().split(" ", 3)[1]);
        int length = 0;
        boolean closes = false;
        for (String field = line(); !field.isEmpty(); field = line()) {
            String lower = field.toLowerCase(Locale.ROOT);
            if (lower.startsWith(LENGTH)) {
                length = Integer.parseInt(field.substring(LENGTH.length()).strip());
            }
            closes |= lower.equals("connection: close");
        }
        return new Answer(status, new String(in.readNBytes(length), StandardCharsets.UTF_8), closes);
    }

    /** Everything that comes until the server has given the connection up. */
    String readToEnd() throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    /** Lets the connection end with a reset instead of an orderly end. */
    void resetOnClose() throws IOException {
        socket.setSoLinger(true, 0);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the server closed the connection");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
