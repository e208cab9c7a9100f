package io.tokenmint.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;

/** How much more heap is in use with some number of live tokens than without, after collections. */
final class HeapPerToken {
    private HeapPerToken() {}

    static Figure measure(int tokens) {
        TokenmintSink sink = new TokenmintSink();
        sink.mint(0);
        long before = used();
        long lifetime = Presented.LIFETIME_SECONDS - 600;
        String last = "";
        for (int number = 0; number < tokens; number++) {
            last = sink.mint(lifetime - lifetime * number / tokens);
        }
        double bytes = (used() - before) / (double) tokens;
        if (!sink.isGood(last)) {
            throw new IllegalStateException("the store lost a live token while it was measured");
        }
        String question = "Heap per live token";
        return Figure.of(
                question, "TOKENMINT " + Figure.text(tokens) + " tokens", new double[] {bytes}, "bytes", Double.NaN);
    }

    /** Collects until two collections leave the same. */
    private static long used() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        long last;
        long now = Long.MAX_VALUE;
        do {
            last = now;
            memory.gc();
            now = memory.getHeapMemoryUsage().getUsed();
        } while (now < last - 1_000_000);
        return now;
    }
}
