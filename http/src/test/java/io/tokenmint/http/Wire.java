package io.tokenmint.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** HTTP/1.1 as bytes, for requests that no client library sends. */
final class Wire implements AutoCloseable {
    /** The credentials of C-sec as a header line. */
    static final String ACME = "Authorization: Basic YWNtZTpzM2NyZXQtMDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODk=\r\n";

    private static final String FORM = "Content-Type: application/x-www-form-urlencoded\r\n";

    private final Socket socket;

    Wire(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        // Far beyond every limit under test: only a hang runs into it.
        socket.setSoTimeout(60_000);
    }

    Wire send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        return this;
    }

    /** The head of a form post to the token endpoint; the connection ends with its answer. */
    Wire sendHead(String moreHeaders) throws IOException {
        return send("POST /oauth/token HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + FORM + ACME + moreHeaders
                + "\r\n");
    }

    /** Everything until the server ends the connection; what came before it broke off, if it did. */
    String answer() throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder text = new StringBuilder();
        byte[] buffer = new byte[4_096];
        try {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                text.append(new String(buffer, 0, read, StandardCharsets.ISO_8859_1));
            }
        } catch (SocketException reset) {
            // A server may reset a connection whose body it does not want.
            return text.toString();
        }
        return text.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
