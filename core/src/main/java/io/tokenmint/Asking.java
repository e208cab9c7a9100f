package io.tokenmint;

import io.tokenmint.spi.AuthenticationMethod;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who asks, as they say, how, from where and since when: what every event about a request that came to nothing tells. */
record Asking(
        Optional<String> clientId,
        Optional<AuthenticationMethod> method,
        Optional<String> source,
        Instant at,
        long started) {
    static Asking with(@Nullable ClientCredentials credentials, Optional<String> source, Instant at, long started) {
        Optional<ClientCredentials> shown = Optional.ofNullable(credentials);
        return new Asking(
                shown.map(ClientCredentials::clientId), shown.map(ClientCredentials::method), source, at, started);
    }

    static Asking vouchedFor(String clientId, Instant at, long started) {
        return new Asking(Optional.of(clientId), Optional.empty(), Optional.empty(), at, started);
    }

    /** Without a caller it is the host that asks. */
    static Asking caller(@Nullable Caller caller, Instant at, long started) {
        Optional<Caller> asking = Optional.ofNullable(caller);
        return new Asking(
                asking.map(known -> known.client().id()),
                Optional.empty(),
                asking.flatMap(Caller::source),
                at,
                started);
    }
}
