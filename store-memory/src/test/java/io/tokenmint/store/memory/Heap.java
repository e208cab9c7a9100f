package io.tokenmint.store.memory;

/** How much heap is in use. */
final class Heap {
    private Heap() {}

    /** The least of several measurements, each after a collection, in bytes. */
    static long used() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }
}
