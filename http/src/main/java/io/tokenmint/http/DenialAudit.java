package io.tokenmint.http;

import io.tokenmint.TokenEvent;
import io.tokenmint.TokenListener;
import io.tokenmint.http.AccessDecision.Denied;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Tells listeners which requests a guard did not let through. Costs nothing when there are none. */
final class DenialAudit {
    private final boolean silent;
    private final TokenListener listener;
    private final Clock clock;

    DenialAudit(List<TokenListener> listeners, Clock clock) {
        this.silent = listeners.isEmpty();
        this.listener = TokenListener.all(listeners);
        this.clock = clock;
    }

    /** When the guard began with a request; the time is read only if somebody listens. */
    long begin() {
        return silent ? 0 : System.nanoTime();
    }

    /** Tells of a denial, and returns it; {@code token} is what was found out about the token before. */
    Denied told(Denied denied, Optional<TokenFacts> token, AccessRequest request, long begun) {
        if (!silent) {
            listener.on(new TokenEvent.AccessDenied(
                    clock.instant(),
                    Duration.ofNanos(System.nanoTime() - begun),
                    token.map(TokenFacts::clientId),
                    request.source(),
                    denied.status(),
                    denied.reason()));
        }
        return denied;
    }
}
