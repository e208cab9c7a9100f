package io.tokenmint.benchmarks;

import static io.tokenmint.benchmarks.Soak.GUARDED;
import static io.tokenmint.benchmarks.Soak.INTROSPECT;
import static io.tokenmint.benchmarks.Soak.METADATA;
import static io.tokenmint.benchmarks.Soak.REVOKE;
import static io.tokenmint.benchmarks.Soak.TOKEN;
import static io.tokenmint.benchmarks.SoakCaller.GRANT_TYPE;
import static io.tokenmint.benchmarks.Wire.FORM;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.function.Function;

/** Every kind of request that a server under load must survive, and the statuses it may be answered with. */
enum BadRequest {
    WRONG_SECRET(client -> Wire.post(TOKEN, grant(client.id(), "wrong")), 401, 429),
    UNKNOWN_CLIENT(client -> Wire.post(TOKEN, grant("nobody", client.secret())), 401, 429),
    WRONG_BASIC(client -> Wire.post(TOKEN, "Authorization: Basic bm9ib2R5Ong=\r\n", GRANT_TYPE), 401, 429),
    MALFORMED_BASIC(client -> Wire.post(TOKEN, "Authorization: Basic %%%\r\n", GRANT_TYPE), 401),
    TWO_AUTHENTICATIONS(client -> Wire.post(TOKEN, "Authorization: Basic bm9ib2R5Ong=\r\n", grant("a", "b")), 400),
    UNKNOWN_GRANT(client -> Wire.post(TOKEN, "grant_type=password" + credentials(client)), 400),
    UNKNOWN_SCOPE(client -> Wire.post(TOKEN, GRANT_TYPE + "&scope=not.held" + credentials(client)), 400),
    REPEATED_PARAMETER(client -> Wire.post(TOKEN, GRANT_TYPE + "&" + GRANT_TYPE), 400),
    MALFORMED_ENCODING(client -> Wire.post(TOKEN, "grant_type=%zz&client_id=%"), 400),
    MALFORMED_UTF8(client -> Wire.post(TOKEN, GRANT_TYPE + "&scope=%C3%28" + credentials(client)), 400),
    RAW_LATIN_1(client -> Wire.post(TOKEN, GRANT_TYPE + "&scope=\u00e9\u0000" + credentials(client)), 400),
    EMPTY_BODY(client -> Wire.post(TOKEN, ""), 400),
    MANY_PARAMETERS(client -> Wire.post(TOKEN, "a=b&".repeat(1_000)), 400),
    HUGE_BODY(client -> Wire.post(TOKEN, "scope=" + "x".repeat(100_000)), 413),
    HUGE_LENGTH(client -> head("POST", TOKEN, FORM + "Content-Length: 999999999999\r\n"), 413),
    HUGE_CHUNKED_BODY(client -> chunked("11000\r\n" + "x".repeat(0x11000) + "\r\n0\r\n\r\n"), 413),
    SMALL_CHUNKS(client -> chunked("1\r\na\r\n1\r\n=\r\n1\r\n%\r\n0\r\n\r\n"), 400),
    MALFORMED_CHUNK(client -> chunked("zz\r\nscope=x\r\n"), 400),
    CODED_BODY(client -> Wire.post(TOKEN, "Content-Encoding: gzip\r\n", GRANT_TYPE), 415),
    SECRET_IN_THE_QUERY(client -> Wire.post(TOKEN + "?client_secret=secret", GRANT_TYPE), 400),
    NO_FORM(client -> head("POST", TOKEN, "Content-Type: text/plain\r\nContent-Length: 1\r\n") + "x", 400),
    NO_TYPE(client -> head("POST", TOKEN, "Content-Length: 1\r\n") + "x", 400),
    WRONG_METHOD(client -> head("GET", TOKEN, ""), 405),
    UNKNOWN_METHOD(client -> head("BREW", REVOKE, ""), 405),
    UNKNOWN_PATH(client -> Wire.post("/oauth/tokens", GRANT_TYPE), 404),
    POST_TO_METADATA(client -> Wire.post(METADATA, "a=b"), 405),
    QUESTION_WITHOUT_CREDENTIALS(client -> Wire.post(INTROSPECT, "token=garbage"), 401),
    QUESTION_WITH_WRONG_SECRET(client -> Wire.post(INTROSPECT, "token=x&" + grant(client.id(), "wrong")), 401, 429),
    QUESTION_WITHOUT_TOKEN(client -> Wire.post(INTROSPECT, "a=b" + credentials(client)), 400),
    QUESTION_IN_THE_QUERY(client -> Wire.post(INTROSPECT + "?token=x", "a=b" + credentials(client)), 400),
    HUGE_QUESTION(client -> Wire.post(INTROSPECT, "token=" + "x".repeat(100_000)), 413),
    REVOCATION_WITHOUT_CREDENTIALS(client -> Wire.post(REVOKE, "token=garbage"), 401),
    REVOCATION_WITH_WRONG_SECRET(client -> Wire.post(REVOKE, "token=x&" + grant(client.id(), "wrong")), 401, 429),
    REVOCATION_OF_TWO(client -> Wire.post(REVOKE, "token=x&token=y" + credentials(client)), 400),
    NO_TOKEN(client -> head("GET", GUARDED, ""), 401),
    OTHER_SCHEME(client -> head("GET", GUARDED, "Authorization: Basic bm9ib2R5Ong=\r\n"), 401),
    GARBAGE_TOKEN(client -> head("GET", GUARDED, "Authorization: Bearer garbage\r\n"), 401),
    UNKNOWN_TOKEN(client -> head("GET", GUARDED, "Authorization: Bearer " + "A".repeat(36) + "\r\n"), 401),
    MALFORMED_TOKEN(client -> head("GET", GUARDED, "Authorization: Bearer \u00e9\r\n"), 400),
    EMPTY_BEARER(client -> head("GET", GUARDED, "Authorization: Bearer\r\n"), 400),
    TWO_TOKENS(client -> head("GET", GUARDED, "Authorization: Bearer a\r\nAuthorization: Bearer b\r\n"), 400),
    TOKEN_IN_THE_QUERY(client -> head("GET", GUARDED + "?access_token=a", "Authorization: Bearer a\r\n"), 400),
    NO_REQUEST_LINE(client -> "\u0016\u0003\u0001\u0002\u0000\u0001\r\n\r\n", 400),
    MALFORMED_TARGET(client -> head("GET", "/%zz", ""), 400),
    MALFORMED_LENGTH(client -> head("POST", TOKEN, FORM + "Content-Length: abc\r\n"), 400),
    NEGATIVE_LENGTH(client -> head("POST", TOKEN, FORM + "Content-Length: -1\r\n"), 400),
    MALFORMED_HEADER(client -> head("POST", TOKEN, "no colon\r\n"), 400),
    HUGE_HEADER(client -> head("POST", TOKEN, "X: " + "x".repeat(1_000_000) + "\r\n")),
    MANY_HEADERS(client -> head("POST", TOKEN, "X: x\r\n".repeat(1_000))),
    HUGE_TARGET(client -> head("GET", "/" + "x".repeat(1_000_000), "")),
    /** Whoever connects and says nothing. */
    SILENT(client -> "", End.CLOSED),
    /** The connection ends in the middle of the head. */
    HALF_HEAD(client -> "POST " + TOKEN + " HTTP/1.1\r\nHost: loc", End.CLOSED),
    /** The connection ends in the middle of the body. */
    CUT_OFF(BadRequest::half, End.CLOSED),
    /** The connection is reset in the middle of the body. */
    RESET(BadRequest::half, End.RESET),
    /** Nobody waits for the answer. */
    ABANDONED(client -> Wire.post(TOKEN, GRANT_TYPE + credentials(client)), End.RESET),
    /** The rest of the body never comes; the server gives the connection up. */
    STALLED(BadRequest::half, End.AWAITED);

    /** What becomes of the connection. */
    private enum End {
        /** The answer is read. */
        ANSWERED,
        /** The caller closes it. */
        CLOSED,
        /** The caller resets it. */
        RESET,
        /** The server ends it. */
        AWAITED
    }

    @SuppressWarnings("ImmutableEnumChecker") // a function of its argument alone
    private final Function<Workload.Caller, String> text;

    @SuppressWarnings("ImmutableEnumChecker") // Set.of
    private final Set<Integer> statuses;

    private final End end;

    BadRequest(Function<Workload.Caller, String> text, Integer... statuses) {
        this.text = text;
        this.statuses = Set.of(statuses);
        // What is refused by the server before anybody reads it may end without an answer.
        this.end = statuses.length == 0 ? End.AWAITED : End.ANSWERED;
    }

    BadRequest(Function<Workload.Caller, String> text, End end) {
        this.text = text;
        this.statuses = Set.of();
        this.end = end;
    }

    /** Whether the server may end the connection while the request is being written. */
    boolean mayBreakOff() {
        return end == End.AWAITED || statuses.contains(413);
    }

    boolean takesSeconds() {
        return this == STALLED;
    }

    /** Sends it on a connection of its own; says what was wrong with the answer, or nothing. */
    String complaint(InetSocketAddress server, Workload.Caller client) throws IOException {
        try (Wire wire = new Wire(server)) {
            wire.write(text.apply(client));
            switch (end) {
                case ANSWERED -> {
                    int status = wire.readAnswer().status();
                    return statuses.contains(status) ? "" : "status " + status + " instead of " + statuses;
                }
                case AWAITED -> {
                    String answer = wire.readToEnd();
                    return answer.isEmpty() || answer.startsWith("HTTP/1.1 4") ? "" : "answer " + answer;
                }
                case RESET -> wire.resetOnClose();
                case CLOSED -> {
                    // nothing to wait for
                }
            }
            return "";
        }
    }

    private static String grant(String id, String secret) {
        return GRANT_TYPE + "&client_id=" + id + "&client_secret=" + secret;
    }

    private static String credentials(Workload.Caller client) {
        return "&client_id=" + client.id() + "&client_secret=" + client.secret();
    }

    private static String head(String method, String target, String fields) {
        return method + " " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + fields + "\r\n";
    }

    private static String chunked(String chunks) {
        return head("POST", TOKEN, FORM + "Transfer-Encoding: chunked\r\n") + chunks;
    }

    private static String half(Workload.Caller client) {
        return head("POST", TOKEN, FORM + "Content-Length: 1000\r\n") + GRANT_TYPE + credentials(client);
    }
}
