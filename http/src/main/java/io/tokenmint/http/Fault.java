package io.tokenmint.http;

import io.tokenmint.spi.StoreException;
import org.jspecify.annotations.Nullable;

/**
 * An exception as a log may show it: what was thrown and where. Messages are left out, since some quote what they were given;
 * only a store's own are kept, which promise not to.
 */
final class Fault {
    private static final int MAX_CAUSES = 5;
    private static final int MAX_FRAMES = 20;

    private Fault() {}

    static String describe(Throwable fault) {
        StringBuilder text = new StringBuilder();
        @Nullable Throwable cause = fault;
        for (int i = 0; i < MAX_CAUSES && cause != null; i++) {
            text.append(i == 0 ? "" : "\n caused by ").append(cause.getClass().getName());
            if (cause instanceof StoreException) {
                text.append(": ").append(cause.getMessage());
            }
            StackTraceElement[] frames = cause.getStackTrace();
            for (int frame = 0; frame < Math.min(frames.length, MAX_FRAMES); frame++) {
                text.append("\n  at ").append(frames[frame]);
            }
            cause = cause.getCause();
        }
        return text.toString();
    }
}
