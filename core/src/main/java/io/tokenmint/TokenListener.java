package io.tokenmint;

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
}
