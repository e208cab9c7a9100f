package io.tokenmint.http;

import io.tokenmint.Refusal;
import io.tokenmint.TokenError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Reads the body of a request: content type, then coding, then size, then the parameters in it. */
final class RequestBody {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String JSON = "application/json";
    private static final Parameter[] NEVER_IN_QUERY = {
        Parameter.CLIENT_SECRET, Parameter.CLIENT_ASSERTION, Parameter.TOKEN, Parameter.ACCESS_TOKEN
    };
    private static final int FIRST_READ = 1_024;

    private final EndpointSettings settings;
    private final FormBody form;
    private final JsonBody json;
    private final boolean jsonAllowed;

    RequestBody(EndpointSettings settings, boolean jsonAllowed, Parameter... known) {
        this.settings = settings;
        this.form = new FormBody(settings, known);
        this.json = new JsonBody(settings, known);
        this.jsonAllowed = jsonAllowed;
    }

    Parameters read(EndpointRequest request) throws IOException {
        boolean isForm = requireContentType(request.headers());
        requireNoCoding(request.headers());
        requireNoSecretIn(request.query());
        byte[] body = readWithinLimit(request);
        return isForm ? form.read(body) : json.read(body);
    }

    /** A copy of another length; the secret that may be in the original does not stay behind. */
    private static byte[] moved(byte[] body, int length) {
        byte[] copy = Arrays.copyOf(body, length);
        Arrays.fill(body, (byte) 0);
        return copy;
    }

    private boolean requireContentType(RequestHeaders headers) {
        List<String> lines = headers.values("Content-Type");
        String line = lines.size() == 1 ? lines.get(0) : "";
        if (MediaType.isNamed(line, FORM)) {
            return true;
        }
        if (jsonAllowed && MediaType.isNamed(line, JSON)) {
            return false;
        }
        throw new Refusal(
                TokenError.INVALID_REQUEST,
                "content_type",
                "Send the parameters as one body of type application/x-www-form-urlencoded.");
    }

    private static void requireNoCoding(RequestHeaders headers) {
        for (String coding : headers.values("Content-Encoding")) {
            if (!coding.isBlank() && !coding.strip().equalsIgnoreCase("identity")) {
                throw new HttpRefusal(415, "content_encoding", "Send the body without Content-Encoding.");
            }
        }
    }

    // RFC 6749 section 2.3.1: credentials must not be in the request URI; those that are, are in somebody's log by now.
    private static void requireNoSecretIn(String query) {
        if (query.isEmpty()) {
            return;
        }
        FormCursor cursor = new FormCursor(query.getBytes(StandardCharsets.UTF_8));
        while (cursor.next()) {
            if (cursor.parameter(NEVER_IN_QUERY) != null) {
                throw new Refusal(
                        TokenError.INVALID_REQUEST,
                        "secret_in_query",
                        "Credentials and tokens must not be in the URL; send them in the body, and replace those sent.");
            }
        }
    }

    private byte[] readWithinLimit(EndpointRequest request) throws IOException {
        int limit = settings.maxBodyBytes();
        long declared = declaredLength(request.headers());
        if (declared > limit) {
            throw tooLong();
        }
        byte[] body = new byte[declared < 0 ? Math.min(FIRST_READ, limit) : (int) declared];
        InputStream in = request.body();
        int length = 0;
        boolean whole = false;
        try {
            while (true) {
                if (length < body.length) {
                    int read = in.read(body, length, body.length - length);
                    if (read < 0) {
                        return moved(body, length);
                    }
                    length += read;
                } else {
                    int next = in.read();
                    if (next < 0) {
                        whole = true;
                        return body;
                    }
                    if (length == limit) {
                        throw tooLong();
                    }
                    body = moved(body, Math.min(limit, 2 * length + 1));
                    body[length++] = (byte) next;
                }
            }
        } finally {
            if (!whole) {
                Arrays.fill(body, (byte) 0);
            }
        }
    }

    /** The length the client declared; a negative number when it did not or nobody can read it. */
    private static long declaredLength(RequestHeaders headers) {
        List<String> lines = headers.values("Content-Length");
        if (lines.size() != 1) {
            return -1;
        }
        try {
            return Long.parseLong(lines.get(0));
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static HttpRefusal tooLong() {
        return new HttpRefusal(413, "body_too_long", "The request body is longer than the service accepts.");
    }
}
