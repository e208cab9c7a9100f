package io.tokenmint.http;

import io.tokenmint.Refusal;
import io.tokenmint.TokenError;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The parameters of one request. What was sent empty counts as not sent (RFC 6749 section 3.2), except as a repetition. */
final class Parameters {
    private final Map<Parameter, String> values = new EnumMap<>(Parameter.class);
    private @Nullable Supplier<Map<String, List<String>>> others;
    private @Nullable List<String> resources;

    /** There are some that the endpoint does not know; the supplier works them out when asked, which is seldom. */
    void putOthers(Supplier<Map<String, List<String>>> supplier) {
        others = supplier;
    }

    void put(Parameter parameter, String value) {
        if (parameter == Parameter.RESOURCE) {
            addResource(value);
            return;
        }
        if (values.putIfAbsent(parameter, value) != null) {
            throw new Refusal(
                    TokenError.INVALID_REQUEST,
                    "repeated_parameter",
                    "A parameter was sent more than once; send it once.");
        }
    }

    /** The value, or the empty text. */
    String get(Parameter parameter) {
        return values.getOrDefault(parameter, "");
    }

    boolean has(Parameter parameter) {
        return !get(parameter).isEmpty();
    }

    List<String> resources() {
        return resources == null ? List.of() : resources;
    }

    /** The parameters that were sent with a value and that the endpoint does not know, by name. */
    Map<String, List<String>> others() {
        return others == null ? Map.of() : others.get();
    }

    /** Whether there may be any of those. */
    boolean hasOthers() {
        return others != null;
    }

    private void addResource(String value) {
        if (value.isEmpty()) {
            return;
        }
        if (resources == null) {
            resources = new ArrayList<>(1);
        }
        resources.add(value);
    }
}
