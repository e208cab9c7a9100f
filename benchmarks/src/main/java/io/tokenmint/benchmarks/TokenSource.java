package io.tokenmint.benchmarks;

/** Something that mints tokens: Tokenmint, a peer, or the bare primitives. */
interface TokenSource extends AutoCloseable {
    /** One thread's way of minting. */
    @FunctionalInterface
    interface Minting {
        /**
         * Authenticates a client and mints and stores a token for it.
         *
         * @param client which client of the workload
         * @return the answer that its application gets
         */
        Object mint(int client);
    }

    /** What the calling thread mints with. */
    Minting minting();

    /** Gives up all tokens, so that every measurement begins with an empty store. */
    void empty();

    @Override
    default void close() {}
}
