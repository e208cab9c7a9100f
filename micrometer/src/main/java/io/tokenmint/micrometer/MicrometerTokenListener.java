package io.tokenmint.micrometer;

import io.micrometer.core.instrument.MeterRegistry;
import io.tokenmint.TokenEvent;
import io.tokenmint.TokenListener;
import io.tokenmint.spi.AuthenticationMethod;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Records what the service does as Micrometer timers.
 *
 * <pre>{@code
 * TokenSettings settings = TokenSettings.builder().listener(new MicrometerTokenListener(meters)).build();
 * }</pre>
 *
 * <table>
 * <caption>Meters and their tags</caption>
 * <tr><th>timer</th><th>tags</th></tr>
 * <tr><td>{@code tokenmint.requests}</td><td>{@code outcome} issued or refused; {@code error} the code of RFC 6749 section 5.2
 *     or none; {@code reason} what the client is not told, or none; {@code method} how the client showed its credentials, or
 *     none</td></tr>
 * <tr><td>{@code tokenmint.authentications}</td><td>{@code method} how a client proved itself for something other than a
 *     token</td></tr>
 * <tr><td>{@code tokenmint.introspections}</td><td>{@code outcome} active or inactive; {@code reason} why</td></tr>
 * <tr><td>{@code tokenmint.revocations}</td><td>{@code outcome} revoked or unknown</td></tr>
 * <tr><td>{@code tokenmint.failures}</td><td>{@code verb} what was to be done; {@code reason} what broke</td></tr>
 * <tr><td>{@code tokenmint.denials}</td><td>{@code status} the HTTP status; {@code reason} why</td></tr>
 * </table>
 *
 * <p>Tags hold fixed words only: no client id, no scope, nothing from a request. Reasons that a host's own grants bring along
 * are kept up to {@value #MAX_REASONS}; further ones are counted as {@code other}.
 */
public final class MicrometerTokenListener implements TokenListener {
    /** How many different reasons become tags of their own. */
    public static final int MAX_REASONS = 64;

    private static final String NONE = "none";

    private final MeterRegistry registry;
    private final Set<String> reasons = ConcurrentHashMap.newKeySet();

    /**
     * A listener that records into a registry.
     *
     * @param registry the registry
     */
    public MicrometerTokenListener(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void on(TokenEvent event) {
        if (event instanceof TokenEvent.Issued issued) {
            request("issued", NONE, NONE, issued.method(), issued.took());
        } else if (event instanceof TokenEvent.Refused refused) {
            request("refused", refused.error().code(), bounded(refused.reason()), refused.method(), refused.took());
        } else if (event instanceof TokenEvent.Introspected introspected) {
            String outcome = introspected.active() ? "active" : "inactive";
            registry.timer("tokenmint.introspections", "outcome", outcome, "reason", bounded(introspected.reason()))
                    .record(introspected.took());
        } else if (event instanceof TokenEvent.Revoked revoked) {
            registry.timer("tokenmint.revocations", "outcome", revoked.existed() ? "revoked" : "unknown")
                    .record(revoked.took());
        } else if (event instanceof TokenEvent.Authenticated authenticated) {
            registry.timer(
                            "tokenmint.authentications",
                            "method",
                            authenticated.method().value())
                    .record(authenticated.took());
        } else if (event instanceof TokenEvent.Failed failed) {
            registry.timer("tokenmint.failures", "verb", failed.verb(), "reason", failed.reason())
                    .record(failed.took());
        } else if (event instanceof TokenEvent.AccessDenied denied) {
            String status = Integer.toString(denied.status());
            registry.timer("tokenmint.denials", "status", status, "reason", bounded(denied.reason()))
                    .record(denied.took());
        }
    }

    private void request(
            String outcome, String error, String reason, Optional<AuthenticationMethod> method, Duration took) {
        String shown = method.map(AuthenticationMethod::value).orElse(NONE);
        registry.timer("tokenmint.requests", "outcome", outcome, "error", error, "reason", reason, "method", shown)
                .record(took);
    }

    private String bounded(String reason) {
        if (reasons.contains(reason)) {
            return reason;
        }
        return reasons.size() < MAX_REASONS ? remember(reason) : "other";
    }

    private String remember(String reason) {
        reasons.add(reason);
        return reason;
    }
}
