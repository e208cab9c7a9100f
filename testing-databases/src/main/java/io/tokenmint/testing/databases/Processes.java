package io.tokenmint.testing.databases;

/** Waiting for processes. */
final class Processes {
    private Processes() {}

    /**
     * Waits until a process is gone, even when interrupted. {@link Process#onExit()} would need a thread of the pool that the
     * whole JVM shares: with two processors and JDK 25 there is one, and it may be waiting for the very server that this is.
     */
    static void awaitEnd(Process process) {
        boolean interrupted = false;
        while (true) {
            try {
                process.waitFor();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
