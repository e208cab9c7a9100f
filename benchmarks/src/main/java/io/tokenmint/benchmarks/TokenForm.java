package io.tokenmint.benchmarks;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A token request as it goes over the wire.
 *
 * @param client who asks
 * @param scope what for
 */
record TokenForm(Workload.Caller client, String scope) {
    String withoutCredentials() {
        return "grant_type=client_credentials&scope=" + URLEncoder.encode(scope, StandardCharsets.US_ASCII);
    }

    String withCredentials() {
        return "client_id=" + client.id() + "&client_secret=" + client.secret() + "&" + withoutCredentials();
    }

    String basicHeader() {
        String credentials = client.id() + ":" + client.secret();
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.US_ASCII));
    }
}
