package io.tokenmint.benchmarks;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/** One connection that asks for a token whenever one is due. */
final class SteadyClient {
    private final InetSocketAddress server;
    private final String request;
    private final long interval;

    SteadyClient(InetSocketAddress server, TokenForm form, long interval) {
        this.server = server;
        this.interval = interval;
        this.request = Wire.post("/oauth/token", form.withCredentials());
    }

    /** Asks from the first time until the last, in nanoseconds of the system's timer; gives the latencies in nanoseconds. */
    Histogram run(long first, long last) throws IOException {
        Histogram latencies = new Histogram(3);
        try (Wire wire = new Wire(server)) {
            for (long due = first; due - last < 0; due += interval) {
                awaitTime(due);
                Wire.Answer answer = wire.ask(request);
                if (answer.status() != 200) {
                    throw new IOException("the endpoint answered with " + answer);
                }
                latencies.recordValue(System.nanoTime() - due);
            }
        }
        return latencies;
    }

    private static void awaitTime(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
