package io.tokenmint.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.List;

/** How much more heap is in use with some number of live tokens than without, after collections. */
final class HeapPerToken {
    private HeapPerToken() {}

    static String subject(int tokens) {
        return "TOKENMINT " + Figure.text(tokens) + " tokens";
    }

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
        return Figure.of(Question.HEAP, subject(tokens), List.of(bytes), "bytes");
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
