package io.tokenmint.example.redis;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/** Stands between a client and the server, and keeps an answer of the server to itself when it is told to. */
final class Relay implements AutoCloseable {
    private enum Answers {
        PASS,
        LOSE,
        HOLD
    }

    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final AtomicReference<Answers> next = new AtomicReference<>(Answers.PASS);
    private final CountDownLatch held = new CountDownLatch(1);
    private final int server;

    Relay(int server) throws IOException {
        this.server = server;
        run(this::open);
    }

    int port() {
        return door.getLocalPort();
    }

    /** Breaks the connection when the server answers for the next time, in place of passing the answer on. */
    void loseTheNextAnswer() {
        next.set(Answers.LOSE);
    }

    /** Passes the next answer on never. */
    void holdTheNextAnswer() {
        next.set(Answers.HOLD);
    }

    void awaitTheHeldAnswer() throws InterruptedException {
        held.await();
    }

    @Override
    public void close() throws IOException {
        door.close();
    }

    private void open() throws IOException {
        while (true) {
            Socket client = door.accept();
            Socket inner = new Socket(InetAddress.getLoopbackAddress(), server);
            run(() -> pass(client, inner, false));
            run(() -> pass(inner, client, true));
        }
    }

    private void pass(Socket from, Socket to, boolean answers) throws IOException {
        byte[] bytes = new byte[8_192];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            for (int count = in.read(bytes); count > 0; count = in.read(bytes)) {
                switch (answers ? next.getAndSet(Answers.PASS) : Answers.PASS) {
                    case PASS -> to.getOutputStream().write(bytes, 0, count);
                    case LOSE -> {
                        return;
                    }
                    case HOLD -> held.countDown();
                }
            }
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    /** A socket that was closed ends the work. */
    private static void run(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                Thread.currentThread().interrupt();
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}
