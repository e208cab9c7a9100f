package io.tokenmint.benchmarks;

/** Something that keeps tokens and tells good ones from others. */
interface TokenSink {
    /**
     * Mints a token some time ago.
     *
     * @param secondsAgo when it was minted, in seconds before now; it lives {@link Presented#LIFETIME_SECONDS}
     * @return its text
     */
    String mint(long secondsAgo);

    /**
     * Validates a token.
     *
     * @param token the text as presented
     * @param primitives the calling thread's own
     * @return whether it is good
     */
    boolean isGood(String token, Primitives primitives);
}
