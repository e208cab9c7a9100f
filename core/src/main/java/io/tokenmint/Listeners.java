package io.tokenmint;

import io.tokenmint.spi.StoreException;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells listeners, and keeps their faults from the caller. */
final class Listeners {
    private static final Logger LOG = LoggerFactory.getLogger(TokenService.class);

    private final List<TokenListener> listeners;

    Listeners(List<TokenListener> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    /** Whether nobody listens, in which case events need not be made. */
    boolean isEmpty() {
        return listeners.isEmpty();
    }

    /** When a request began, for {@link #since}; the time is read only if somebody listens. */
    long startTime() {
        return listeners.isEmpty() ? 0 : System.nanoTime();
    }

    static Duration since(long startTime) {
        return Duration.ofNanos(System.nanoTime() - startTime);
    }

    void tellRefused(Asking asking, Refusal refusal) {
        if (!isEmpty()) {
            tell(new TokenEvent.Refused(
                    asking.at(),
                    since(asking.started()),
                    asking.clientId().map(LogText::of),
                    asking.method(),
                    asking.source(),
                    refusal.error(),
                    refusal.reason()));
        }
    }

    void tellFailed(Asking asking, String verb, Throwable fault) {
        if (!isEmpty()) {
            tell(new TokenEvent.Failed(
                    asking.at(),
                    since(asking.started()),
                    verb,
                    asking.clientId().map(LogText::of),
                    asking.source(),
                    fault instanceof StoreException ? "store_failed" : "fault"));
        }
    }

    void tell(TokenEvent event) {
        for (TokenListener listener : listeners) {
            try {
                listener.on(event);
            } catch (RuntimeException | LinkageError | AssertionError e) {
                LOG.warn(
                        "a token listener failed and was passed over: {}",
                        listener.getClass().getName(),
                        e);
            }
        }
    }
}
