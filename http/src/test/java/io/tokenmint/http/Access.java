package io.tokenmint.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmint.http.AccessDecision.Denied;
import io.tokenmint.http.AccessDecision.Granted;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A request to a protected resource in the making, and what becomes of it. */
final class Access {
    private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private AccessRequest request = AccessRequest.of(name -> headers.getOrDefault(name, List.of()));

    static Access with(String... authorization) {
        return new Access().header("Authorization", authorization);
    }

    static Access bearer(String token) {
        return with("Bearer " + token);
    }

    Access header(String name, String... values) {
        headers.put(name, List.of(values));
        return this;
    }

    Access path(String path) {
        request = request.withPath(path);
        return this;
    }

    Access query(String query) {
        request = request.withQuery(query);
        return this;
    }

    Access tokenInForm() {
        request = request.withTokenInForm(true);
        return this;
    }

    AccessRequest request() {
        return request;
    }

    Granted isGrantedBy(BearerGuard guard) {
        AccessDecision decision = guard.decide(request);
        assertThat(decision).isInstanceOf(Granted.class);
        return (Granted) decision;
    }

    Denied isDeniedBy(BearerGuard guard, int status, String code) {
        AccessDecision decision = guard.decide(request);
        assertThat(decision).isInstanceOf(Denied.class);
        Denied denied = (Denied) decision;
        assertThat(denied.status()).isEqualTo(status);
        assertThat(denied.error().code()).isEqualTo(code);
        return denied;
    }
}
