package io.tokenmint.store.memory;

import static io.tokenmint.store.memory.Tokens.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class HeapTest {
    private final Tokens tokens = new Tokens();

    @Test
    void aTokenTakesAtMost64BytesOver240Minutes() {
        takesAtMost(64, 4_000_000, 240, 64);
        takesAtMost(64, 1_000_000, 240, 16);
    }

    @Test
    void aTokenTakesAtMost64BytesWithinFewMinutes() {
        takesAtMost(64, 1_000_000, 3, 16);
    }

    @Test
    void aTokenTakesAtMost512BytesAloneInItsMinute() {
        takesAtMost(512, 43_200, 43_200, 64);
    }

    @Test
    void aTokenThatWasRevokedLeavesRoomForAnother() {
        MemoryTokenStore store = new MemoryTokenStore(Long.MAX_VALUE, 16);
        long before = Heap.used();
        for (int i = 0; i < 1_000_000; i++) {
            var token = tokens.endingIn(1 + i % 10);
            store.insert(token);
            store.revoke(token.key());
        }

        assertThat(Heap.used() - before).isLessThan(1_000_000);
        assertThat(store.size()).isZero();
    }

    private void takesAtMost(long bytes, int count, int minutes, int stripes) {
        long before = Heap.used();
        MemoryTokenStore store = new MemoryTokenStore(Long.MAX_VALUE, stripes);
        for (int i = 0; i < count; i++) {
            store.insert(tokens.token(NOW, NOW.plus(Duration.ofMinutes(1 + i % minutes))));
        }

        assertThat((Heap.used() - before) / count).isBetween(40L, bytes);
        assertThat(store.size()).isEqualTo(count);
    }
}
