package io.tokenmint.benchmarks;

import java.util.function.Supplier;

/**
 * A part of what a request costs, and all parts before it.
 *
 * @param name what it is, as readers of the table see it
 * @param empty gives up what it has stored
 * @param work what one thread does, with what that thread needs of its own
 */
record Part(String name, Runnable empty, Supplier<Work> work) {
    /** Does something once. */
    @FunctionalInterface
    interface Work {
        /** What came of it, so that no compiler finds it useless. */
        Object once() throws Exception;
    }

    static Part of(String name, Supplier<Work> work) {
        return new Part(name, () -> {}, work);
    }
}
