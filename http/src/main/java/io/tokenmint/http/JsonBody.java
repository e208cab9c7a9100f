package io.tokenmint.http;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the parameters of a JSON object (RFC 8259): a flat one, whose values are texts or null, and no name twice. Null
 * counts as empty. The bytes are wiped once they are text.
 */
final class JsonBody {
    private final Parameter[] known;
    private final EndpointSettings limits;

    JsonBody(EndpointSettings limits, Parameter... known) {
        this.known = known;
        this.limits = limits;
    }

    Parameters read(byte[] body) {
        String json = FormText.utf8(body, body.length);
        Arrays.fill(body, (byte) 0);
        if (json == null) {
            throw JsonText.malformed();
        }
        Map<String, String> members = members(new JsonText(json));
        Parameters parameters = new Parameters();
        parameters.putOthers(() -> others(members));
        members.forEach((name, value) -> parameter(name).ifPresent(found -> parameters.put(found, value)));
        return parameters;
    }

    private Map<String, String> members(JsonText json) {
        Map<String, String> members = new LinkedHashMap<>();
        json.require('{');
        if (!json.skip('}')) {
            do {
                FormBody.requireFewerThan(limits.maxParameters(), members.size() + 1);
                String name = string(json, limits.maxNameBytes());
                json.require(':');
                String value = json.skipNull() ? "" : string(json, limits.maxValueBytes());
                if (members.putIfAbsent(name, value) != null) {
                    throw JsonText.malformed();
                }
            } while (json.skip(','));
            json.require('}');
        }
        json.requireEnd();
        return members;
    }

    private static String string(JsonText json, int maxBytes) {
        String text = json.string();
        FormBody.requireWithin(maxBytes, json.stringBytes());
        return text;
    }

    private Map<String, List<String>> others(Map<String, String> members) {
        Map<String, List<String>> others = new LinkedHashMap<>();
        members.forEach((name, value) -> {
            if (!value.isEmpty() && parameter(name).isEmpty()) {
                others.put(name, List.of(value));
            }
        });
        return others;
    }

    private Optional<Parameter> parameter(String name) {
        for (Parameter parameter : known) {
            if (parameter.isNamed(name)) {
                return Optional.of(parameter);
            }
        }
        return Optional.empty();
    }
}
