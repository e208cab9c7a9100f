package io.tokenmint.benchmarks;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A client that mints a token, uses it, asks about it, revokes it and finds it gone, over and over on one connection. Now and
 * then a bad request goes beside it.
 */
final class SoakCaller implements Runnable {
    static final String GRANT_TYPE = "grant_type=client_credentials";

    /** One request in so many is bad. */
    private static final int BAD_ONE_IN = 100;

    private static final BadRequest[] BAD = BadRequest.values();

    private final InetSocketAddress server;
    private final Workload.Caller client;
    private final Counts counts;
    private final Turns turns = new Turns();
    private final String credentials;

    SoakCaller(InetSocketAddress server, Workload.Caller client, Counts counts) {
        this.server = server;
        this.client = client;
        this.counts = counts;
        this.credentials = "&client_id=" + client.id() + "&client_secret=" + client.secret();
    }

    /** What all callers together have done. */
    static final class Counts {
        final AtomicBoolean ended = new AtomicBoolean();
        final AtomicLong good = new AtomicLong();
        final AtomicLong bad = new AtomicLong();
        private final Queue<String> unexpected = new ConcurrentLinkedQueue<>();

        boolean goesOn() {
            return !ended.get() && unexpected.isEmpty();
        }

        void unexpected(String what) {
            unexpected.add(what);
        }

        List<String> unexpected() {
            return List.copyOf(unexpected);
        }
    }

    @Override
    public void run() {
        try (Wire wire = new Wire(server)) {
            while (counts.goesOn()) {
                live(wire);
            }
        } catch (IOException | RuntimeException e) {
            counts.unexpected("a good request failed: " + e);
        }
    }

    private void live(Wire wire) throws IOException {
        String form = GRANT_TYPE + credentials;
        String token =
                tokenOf(expect(200, wire.ask(Wire.post(Soak.TOKEN, form))).body());
        expect(200, wire.ask(guarded(token)));
        String about = "token=" + token + credentials;
        if (!expect(200, wire.ask(Wire.post(Soak.INTROSPECT, about))).body().startsWith("{\"active\":true")) {
            counts.unexpected("a live token was found inactive");
        }
        expect(200, wire.ask(Wire.post(Soak.REVOKE, about)));
        expect(401, wire.ask(guarded(token)));
    }

    private Wire.Answer expect(int status, Wire.Answer answer) {
        if (answer.status() != status) {
            counts.unexpected("a good request got " + answer + " instead of " + status);
        }
        counts.good.incrementAndGet();
        if (turns.next(BAD_ONE_IN) == 0) {
            misbehaveAtRandom();
        }
        return answer;
    }

    /** One bad request of every kind. */
    void misbehaveInEveryWay() {
        for (BadRequest kind : BAD) {
            misbehave(kind);
        }
    }

    private void misbehaveAtRandom() {
        BadRequest kind = BAD[turns.next(BAD.length)];
        // What takes seconds is rare, for the load must go on.
        if (!kind.takesSeconds() || turns.next(BAD_ONE_IN) == 0) {
            misbehave(kind);
        }
    }

    private void misbehave(BadRequest kind) {
        counts.bad.incrementAndGet();
        try {
            String complaint = kind.complaint(server, client);
            if (!complaint.isEmpty()) {
                counts.unexpected(kind + " got " + complaint);
            }
        } catch (IOException e) {
            if (!kind.mayBreakOff()) {
                counts.unexpected(kind + " ended with " + e);
            }
        }
    }

    private static String guarded(String token) {
        return "GET " + Soak.GUARDED + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token + "\r\n\r\n";
    }

    private static String tokenOf(String json) {
        String before = "\"access_token\":\"";
        int begin = json.indexOf(before) + before.length();
        return json.substring(begin, json.indexOf('"', begin));
    }
}
