package io.tokenmint;

import java.util.List;

/**
 * Told of what happened, on the thread of the request and after the fact, so that nothing it does can change the answer. What
 * it throws is logged and swallowed.
 */
@FunctionalInterface
public interface TokenListener {
    /**
     * Something happened.
     *
     * @param event what; more kinds may come, so a switch over them needs a default
     */
    void on(TokenEvent event);

    /**
     * Several listeners as one, of which each is told whatever the others do: what one throws is logged and swallowed.
     *
     * @param listeners the listeners, told in this order
     * @return a listener that never throws
     */
    static TokenListener all(List<TokenListener> listeners) {
        return new Listeners(listeners)::tell;
    }
}
