package io.tokenmint.http;

import io.tokenmint.Refusal;
import io.tokenmint.TokenError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the parameters of a form, within the limits. Those an endpoint does not know are checked and otherwise ignored. The
 * bytes are wiped once nothing more will be read from them.
 */
final class FormBody {
    private final Parameter[] known;
    private final EndpointSettings limits;

    FormBody(EndpointSettings limits, Parameter... known) {
        this.known = known;
        this.limits = limits;
    }

    Parameters read(byte[] form) {
        boolean othersToRead = false;
        try {
            Parameters parameters = walk(form);
            othersToRead = parameters.hasOthers();
            return parameters;
        } finally {
            if (!othersToRead) {
                Arrays.fill(form, (byte) 0);
            }
        }
    }

    private Parameters walk(byte[] form) {
        Parameters parameters = new Parameters();
        FormCursor cursor = new FormCursor(form);
        for (int count = 1; cursor.next(); count++) {
            requireFewerThan(limits.maxParameters(), count);
            requireWithin(limits.maxNameBytes(), cursor.nameLength());
            Parameter parameter = cursor.parameter(known);
            if (parameter == null || !parameter.isUnlimited()) {
                requireWithin(limits.maxValueBytes(), cursor.valueLength());
            }
            if (parameter != null) {
                parameters.put(parameter, requireWellFormed(cursor.value()));
            } else if (!cursor.isWellFormed()) {
                throw malformed();
            } else if (cursor.valueLength() > 0) {
                parameters.putOthers(() -> others(form));
            }
        }
        return parameters;
    }

    /** A second walk, for the grants that want what the first one passed over. */
    private Map<String, List<String>> others(byte[] form) {
        Map<String, List<String>> others = new LinkedHashMap<>();
        FormCursor cursor = new FormCursor(form);
        while (cursor.next()) {
            if (cursor.parameter(known) == null && cursor.valueLength() > 0) {
                others.computeIfAbsent(requireWellFormed(cursor.name()), name -> new ArrayList<>())
                        .add(requireWellFormed(cursor.value()));
            }
        }
        return others;
    }

    static void requireFewerThan(int limit, int count) {
        if (count > limit) {
            throw new Refusal(
                    TokenError.INVALID_REQUEST, "too_many_parameters", "The request has too many parameters.");
        }
    }

    static void requireWithin(int limit, int length) {
        if (length > limit) {
            throw new Refusal(
                    TokenError.INVALID_REQUEST,
                    "parameter_too_long",
                    "A parameter is longer than the service accepts.");
        }
    }

    private static String requireWellFormed(@Nullable String text) {
        if (text == null) {
            throw malformed();
        }
        return text;
    }

    private static Refusal malformed() {
        return new Refusal(
                TokenError.INVALID_REQUEST,
                "malformed_form",
                "The form is not well-formed; percent-encode its values as UTF-8.");
    }
}
