package io.tokenmint.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The body of a servlet request. When a filter has asked for a parameter the container has read the form and left the stream
 * empty; then it is written anew from the container's parameters, less the values of the query string, which come first
 * (Servlet 6.0 section 3.1).
 */
final class ServletBody extends InputStream {
    private final HttpServletRequest request;
    private @Nullable InputStream stream;

    ServletBody(HttpServletRequest request) {
        this.request = request;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (stream != null) {
            return stream.read(bytes, offset, length);
        }
        stream = request.getInputStream();
        int read = stream.read(bytes, offset, length);
        if (read >= 0) {
            return read;
        }
        stream = new ByteArrayInputStream(formOfParameters());
        return stream.read(bytes, offset, length);
    }

    private byte[] formOfParameters() {
        StringBuilder form = new StringBuilder();
        Map<String, Integer> inQuery = new HashMap<>();
        if (!countNames(inQuery)) {
            return new byte[0];
        }
        request.getParameterMap().forEach((name, values) -> {
            for (int i = inQuery.getOrDefault(name, 0); i < values.length; i++) {
                form.append('&').append(encode(name)).append('=').append(encode(values[i]));
            }
        });
        return form.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** Counts each name in the query string; false for a query that the container may have read differently. */
    private boolean countNames(Map<String, Integer> counts) {
        String query = request.getQueryString() == null ? "" : request.getQueryString();
        FormCursor cursor = new FormCursor(query.getBytes(StandardCharsets.UTF_8));
        while (cursor.next()) {
            String name = cursor.name();
            if (name == null || cursor.value() == null) {
                return false;
            }
            counts.merge(name, 1, Integer::sum);
        }
        return true;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
