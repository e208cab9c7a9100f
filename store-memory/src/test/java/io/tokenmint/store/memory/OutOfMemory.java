package io.tokenmint.store.memory;

import io.tokenmint.spi.StoreException;
import io.tokenmint.spi.StoredToken;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs out of memory while the table of a store grows, then looks whether the store is whole. For a JVM with a small heap. */
final class OutOfMemory {
    private static final int CAPACITY = 20_000;
    private static final int ATTEMPTS = 30;
    private static final int BLOCK = 256;

    private final MemoryTokenStore store = new MemoryTokenStore(CAPACITY, 1);
    private final Tokens tokens = new Tokens();
    private final List<StoredToken> kept = new ArrayList<>(CAPACITY);
    private @Nullable Deque<byte[]> ballast = new ArrayDeque<>(1 << 17);

    /** The arguments say how many tokens there are when memory gets scarce: what the table grows by next depends on it. */
    public static void main(String[] arguments) {
        for (String before : arguments) {
            new OutOfMemory().run(Integer.parseInt(before));
        }
        System.out.println("whole");
    }

    private void run(int before) {
        while (kept.size() < before) {
            require(insert(tokens.endingIn(1)), "there was memory");
        }
        // Made ahead: this memory is for the store alone.
        List<StoredToken> next = new ArrayList<>();
        for (int i = 0; i < ATTEMPTS; i++) {
            next.add(tokens.endingIn(1));
        }
        leave(16 * 1_024);
        int failed = 0;
        for (int i = 0; i < ATTEMPTS; i++) {
            failed += insert(next.get(i)) ? 0 : 1;
        }
        ballast = null;

        require(failed > 0, "memory did not run out");
        require(store.size() == kept.size(), "the size counts tokens that are not there");
        kept.forEach(token -> require(store.find(token.key()).isPresent(), "a token is lost"));
        fill();
        require(kept.size() == CAPACITY, "places are lost: " + (CAPACITY - kept.size()));
        kept.forEach(token -> require(store.revoke(token.key()), "a token is lost"));
        require(store.size() == 0, "a token is left");
    }

    private boolean insert(StoredToken token) {
        try {
            store.insert(token);
            kept.add(token);
            return true;
        } catch (OutOfMemoryError e) {
            return false;
        }
    }

    private void fill() {
        try {
            while (kept.size() <= CAPACITY) {
                insert(tokens.endingIn(1));
            }
        } catch (StoreException full) {
            // that is all it takes
        }
    }

    /** Takes all memory but a number of bytes, which is enough for small objects and not for what a table grows by. */
    private void leave(int bytes) {
        Deque<byte[]> taken = ballast;
        try {
            while (taken != null) {
                taken.add(new byte[BLOCK]);
            }
        } catch (OutOfMemoryError full) {
            for (int i = 0; i < bytes / BLOCK; i++) {
                taken.poll();
            }
        }
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new AssertionError(otherwise);
        }
    }
}
