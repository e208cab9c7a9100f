package io.tokenmint.benchmarks;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Set;

/** Every kind of request that a server under load must survive, and the statuses it may be answered with. */
enum BadRequest {
    WRONG_SECRET(401, 429) {
        @Override
        String text(Workload.Caller client) {
            return Wire.post(TOKEN, "grant_type=client_credentials&client_id=" + client.id() + "&client_secret=wrong");
        }
    },
    UNKNOWN_CLIENT(401, 429) {
        @Override
        String text(Workload.Caller client) {
            return Wire.post(TOKEN, "grant_type=client_credentials&client_id=nobody&client_secret=" + client.secret());
        }
    },
    REPEATED_PARAMETER(400) {
        @Override
        String text(Workload.Caller client) {
            return Wire.post(TOKEN, "grant_type=client_credentials&grant_type=client_credentials");
        }
    },
    MALFORMED_ENCODING(400) {
        @Override
        String text(Workload.Caller client) {
            return Wire.post(TOKEN, "grant_type=%zz&client_id=%");
        }
    },
    HUGE_BODY(413) {
        @Override
        String text(Workload.Caller client) {
            return Wire.post(TOKEN, "scope=" + "x".repeat(100_000));
        }
    },
    WRONG_METHOD(405) {
        @Override
        String text(Workload.Caller client) {
            return "GET " + TOKEN + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
        }
    },
    SECRET_IN_THE_QUERY(400) {
        @Override
        String text(Workload.Caller client) {
            return Wire.post(TOKEN + "?client_secret=secret", "grant_type=client_credentials");
        }
    },
    NO_FORM(400) {
        @Override
        String text(Workload.Caller client) {
            return "POST " + TOKEN
                    + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nContent-Length: 1\r\n\r\nx";
        }
    },
    GARBAGE_TOKEN(401) {
        @Override
        String text(Workload.Caller client) {
            return "GET /guarded HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer garbage\r\n\r\n";
        }
    },
    NO_TOKEN(401) {
        @Override
        String text(Workload.Caller client) {
            return "GET /guarded HTTP/1.1\r\nHost: localhost\r\n\r\n";
        }
    },
    QUESTION_WITHOUT_CREDENTIALS(401) {
        @Override
        String text(Workload.Caller client) {
            return Wire.post("/oauth/introspect", "token=garbage");
        }
    },
    /** The connection ends in the middle of the body. */
    CUT_OFF {
        @Override
        String text(Workload.Caller client) {
            return half(client);
        }
    },
    /** The rest of the body never comes; the server gives the connection up. */
    STALLED {
        @Override
        String text(Workload.Caller client) {
            return half(client);
        }
    };

    private static final String TOKEN = "/oauth/token";

    @SuppressWarnings("ImmutableEnumChecker") // Set.of
    private final Set<Integer> statuses;

    BadRequest(Integer... statuses) {
        this.statuses = Set.of(statuses);
    }

    abstract String text(Workload.Caller client);

    /** Sends it on a connection of its own; says whether it was answered as it must be. */
    boolean isAnsweredWell(InetSocketAddress server, Workload.Caller client) throws IOException {
        try (Wire wire = new Wire(server)) {
            wire.write(text(client));
            if (this == STALLED) {
                wire.awaitEnd();
            }
            return statuses.isEmpty() || statuses.contains(wire.readAnswer().status());
        }
    }

    private static String half(Workload.Caller client) {
        return "POST " + TOKEN + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                + "Content-Length: 1000\r\n\r\nclient_id=" + client.id();
    }
}
