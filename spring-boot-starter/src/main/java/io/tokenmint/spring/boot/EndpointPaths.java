package io.tokenmint.spring.boot;

import io.tokenmint.http.Endpoint;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Which endpoint answers where, below the application's context path. */
record EndpointPaths(Map<String, Endpoint> byPath) {
    EndpointPaths {
        byPath = Collections.unmodifiableMap(new LinkedHashMap<>(byPath));
    }
}
