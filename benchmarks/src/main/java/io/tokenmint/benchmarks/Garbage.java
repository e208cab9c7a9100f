package io.tokenmint.benchmarks;

import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.IterationType;

/** What earlier iterations left behind. */
final class Garbage {
    private Garbage() {}

    /** Collects it before what is measured. JMH would do so before each warm-up, too, and wait half a second each time. */
    static void collectBefore(IterationParams iteration) {
        if (iteration.getType() == IterationType.MEASUREMENT) {
            System.gc();
        }
    }
}
