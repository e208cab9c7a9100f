package io.tokenmint.store.memory;

import static io.tokenmint.store.memory.Tokens.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tokenmint.spi.StoreException;
import io.tokenmint.spi.StoredToken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CapacityTest {
    private static final int CAPACITY = 100;

    private final MemoryTokenStore store = new MemoryTokenStore(CAPACITY);
    private final Tokens tokens = new Tokens();

    @Test
    void refusesATokenBeyondItAndKeepsTheOthers() {
        List<StoredToken> kept = fill();
        StoredToken other = tokens.endingIn(7);

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> store.insert(other))
                .withMessageContaining("raise its capacity");

        assertThat(store.find(other.key())).isEmpty();
        assertThat(kept).allSatisfy(token -> assertThat(store.find(token.key())).contains(token));
        assertThat(store.size()).isEqualTo(CAPACITY);
    }

    @Test
    void aTakenKeyTakesNoRoom() {
        StoredToken token = tokens.endingIn(1);
        store.insert(token);
        for (int i = 0; i < CAPACITY; i++) {
            assertThatExceptionOfType(StoreException.class).isThrownBy(() -> store.insert(token));
        }

        IntStream.range(1, CAPACITY).forEach(i -> store.insert(tokens.endingIn(i)));

        assertThat(store.size()).isEqualTo(CAPACITY);
    }

    @Test
    void revokingMakesRoom() {
        List<StoredToken> kept = fill();

        store.revoke(kept.get(0).key());
        store.revoke(kept.get(0).key());
        store.insert(kept.get(0));

        assertThatExceptionOfType(StoreException.class).isThrownBy(() -> store.insert(tokens.endingIn(1)));
    }

    @Test
    void deletingMakesRoom() {
        fill();
        int deleted = store.deleteExpired(NOW.plus(Duration.ofMinutes(2)), 1);

        IntStream.range(0, deleted).forEach(i -> store.insert(tokens.endingIn(7)));

        assertThat(deleted).isPositive();
        assertThatExceptionOfType(StoreException.class).isThrownBy(() -> store.insert(tokens.endingIn(7)));
    }

    @Test
    void sweepingMakesRoom() {
        fill();

        store.insert(tokens.token(NOW.plus(Duration.ofHours(2)), NOW.plus(Duration.ofHours(3))));

        assertThat(store.size()).isOne();
    }

    @Test
    void isExactForThreadsThatRaceForTheLastPlaces() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Integer>> inserted = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                List<StoredToken> batch = IntStream.range(0, CAPACITY)
                        .mapToObj(i -> tokens.endingIn(i % 5))
                        .toList();
                inserted.add(threads.submit(() -> insertAsManyAsPossible(batch)));
            }
            int sum = 0;
            for (Future<Integer> each : inserted) {
                sum += each.get();
            }
            assertThat(sum).isEqualTo(CAPACITY);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void isAtLeastOne() {
        assertThatIllegalArgumentException().isThrownBy(() -> new MemoryTokenStore(0));
    }

    private List<StoredToken> fill() {
        List<StoredToken> kept = IntStream.range(0, CAPACITY)
                .mapToObj(i -> tokens.endingIn(i % 5))
                .toList();
        kept.forEach(store::insert);
        return kept;
    }

    private int insertAsManyAsPossible(List<StoredToken> batch) {
        return (int) batch.stream().filter(this::tryToInsert).count();
    }

    private boolean tryToInsert(StoredToken token) {
        try {
            store.insert(token);
            return true;
        } catch (StoreException e) {
            return false;
        }
    }
}
