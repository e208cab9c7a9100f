package io.tokenmint.store.memory;

import static io.tokenmint.store.memory.Tokens.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tokenmint.spi.StoreException;
import io.tokenmint.spi.StoredToken;
import io.tokenmint.spi.TokenKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TableTest {
    private final MemoryTokenStore store = new MemoryTokenStore();
    private final Tokens tokens = new Tokens();

    /** Random work on a few thousand tokens, beside a map that does the same. */
    @Test
    void doesWhatAMapDoes() {
        SplittableRandom random = new SplittableRandom(1);
        StoredToken[] known = new StoredToken[20_000];
        for (int i = 0; i < known.length; i++) {
            known[i] = tokens.endingIn(i % 3);
        }
        Map<TokenKey, StoredToken> map = new HashMap<>();
        for (int step = 0; step < 600_000; step++) {
            // revocations come in waves, so that tables grow, empty and grow again
            StoredToken token = known[random.nextInt(known.length)];
            if (random.nextInt(100) < (step / 100_000 % 2 == 0 ? 20 : 70)) {
                assertThat(store.revoke(token.key())).isEqualTo(map.remove(token.key()) != null);
            } else if (map.putIfAbsent(token.key(), token) == null) {
                store.insert(token);
            }
        }

        assertThat(store.size()).isEqualTo(map.size());
        for (StoredToken token : known) {
            assertThat(store.find(token.key()).orElse(null)).isEqualTo(map.get(token.key()));
        }
    }

    /** The same with so few that they have no index yet, or just got one. */
    @Test
    void doesWhatAMapDoesWithAFew() {
        SplittableRandom random = new SplittableRandom(2);
        for (int count = 1; count <= 40; count++) {
            MemoryTokenStore small = new MemoryTokenStore(Long.MAX_VALUE, 1);
            StoredToken[] known = IntStream.range(0, count)
                    .mapToObj(number -> tokens.endingIn(1))
                    .toArray(StoredToken[]::new);
            Map<TokenKey, StoredToken> map = new HashMap<>();
            for (int step = 0; step < 50 * count; step++) {
                StoredToken token = known[random.nextInt(count)];
                boolean isRevoked = random.nextInt(100) < (step / 100 % 2 == 0 ? 20 : 70);
                if (isRevoked) {
                    assertThat(small.revoke(token.key())).isEqualTo(map.remove(token.key()) != null);
                } else if (map.putIfAbsent(token.key(), token) == null) {
                    small.insert(token);
                }
                for (StoredToken one : known) {
                    assertThat(small.find(one.key()).orElse(null)).isEqualTo(map.get(one.key()));
                }
            }
        }
    }

    @Test
    void keepsTheUseOfATokenThatOthersComeAfter() {
        MemoryTokenStore small = new MemoryTokenStore(Long.MAX_VALUE, 1);
        StoredToken used = tokens.endingIn(1);
        small.insert(used);
        small.recordUse(used.key(), NOW.plusSeconds(7));
        for (int other = 0; other < 20; other++) {
            StoredToken later = tokens.endingIn(1);
            small.insert(later);

            assertThat(small.find(used.key()).orElseThrow().lastUsedAt()).isEqualTo(NOW.plusSeconds(7));
            assertThat(small.find(later.key()).orElseThrow().lastUsedAt()).isEqualTo(NOW);
        }
    }

    @Test
    void keepsKeysThatAllHashToOnePlace() {
        for (int i = 0; i < 500; i++) {
            // the first word does not take part in the hash
            store.insert(withFirstWord(i));
        }
        for (int i = 0; i < 500; i += 2) {
            assertThat(store.revoke(withFirstWord(i).key())).isTrue();
        }
        for (int i = 0; i < 500; i++) {
            assertThat(store.find(withFirstWord(i).key()).isPresent()).isEqualTo(i % 2 == 1);
        }
    }

    @Test
    void reportsAnUnusedTokenAsLastUsedWhenIssued() {
        StoredToken token = tokens.endingIn(1);
        store.insert(token);
        StoredToken found = store.find(token.key()).orElseThrow();

        assertThat(found.lastUsedMillis()).isEqualTo(found.issuedMillis());
    }

    @Test
    void refusesATokenThatItsClockCannotTell() {
        Instant before1970 = Instant.parse("1969-01-01T00:00:00Z");

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> store.insert(tokens.token(before1970, before1970)))
                .withMessageContaining("clock");
    }

    @Test
    void placesEntriesOneAfterTheOtherInChunks() {
        int chunk = 0;
        int at = 0;
        for (int entry = 0; entry < 100_000; entry++) {
            assertThat(Place.chunk(entry)).isEqualTo(chunk);
            assertThat(Place.at(entry)).isEqualTo(at);
            at++;
            if (at == Place.sizeOfChunk(chunk)) {
                chunk++;
                at = 0;
            }
        }
    }

    @Test
    void hasAPowerOfTwoOfStripes() {
        assertThat(IntStream.of(1, 2, 3, 4, 6, 8, 64, 1_000).map(MemoryTokenStore::stripesFor))
                .containsExactly(8, 8, 8, 16, 16, 32, 64, 64);
    }

    private static StoredToken withFirstWord(int number) {
        long slot = Integer.toUnsignedLong(TokenKey.slotOf(NOW));
        return new StoredToken(new TokenKey(slot << 32 | number, 1, 2, 3), Tokens.AUTHORIZATION, NOW, NOW);
    }
}
