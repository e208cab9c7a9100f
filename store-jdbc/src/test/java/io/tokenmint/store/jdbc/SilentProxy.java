package io.tokenmint.store.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands between clients and a server on this host, and lets nothing of the server through while it is told to be silent. */
final class SilentProxy implements AutoCloseable {
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final ServerSocket listening;
    private final int server;
    private boolean silent;

    private SilentProxy(int server) throws IOException {
        this.server = server;
        this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        begin(this::accept);
    }

    /** A proxy before the server of a JDBC address. */
    static SilentProxy before(String url) throws IOException {
        return new SilentProxy(Integer.parseInt(url.replaceFirst(".*//127.0.0.1:(\\d+)/.*", "$1")));
    }

    /** The same database by way of the proxy. */
    String through(String url) {
        return url.replaceFirst("//127.0.0.1:\\d+/", "//127.0.0.1:" + listening.getLocalPort() + "/");
    }

    synchronized void silence() {
        silent = true;
    }

    synchronized void speak() {
        silent = false;
        notifyAll();
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = listening.accept();
            Socket behind = new Socket(InetAddress.getLoopbackAddress(), server);
            sockets.addAll(List.of(client, behind));
            begin(() -> pump(client, behind, false));
            begin(() -> pump(behind, client, true));
        }
    }

    private void pump(Socket from, Socket to, boolean answers) throws IOException, InterruptedException {
        byte[] buffer = new byte[8_192];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (answers) {
                    awaitSpeech();
                }
                out.write(buffer, 0, read);
            }
        }
    }

    private synchronized void awaitSpeech() throws InterruptedException {
        while (silent) {
            wait();
        }
    }

    /** Something to do until a socket is closed. */
    private interface Task {
        void run() throws IOException, InterruptedException;
    }

    private static void begin(Task task) {
        Thread thread = new Thread(() -> {
            try {
                task.run();
            } catch (IOException | InterruptedException e) {
                // the connection, or the proxy, was closed
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        speak();
        listening.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
