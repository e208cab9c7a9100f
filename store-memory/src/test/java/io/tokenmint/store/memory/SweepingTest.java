package io.tokenmint.store.memory;

import static io.tokenmint.store.memory.Tokens.AUTHORIZATION;
import static io.tokenmint.store.memory.Tokens.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmint.spi.Authorization;
import io.tokenmint.spi.StoredToken;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SweepingTest {
    private final MemoryTokenStore store = new MemoryTokenStore();
    private final Tokens tokens = new Tokens();

    @Test
    void aNewTokenDropsWhatEndedAnHourBefore() {
        StoredToken token = tokens.endingIn(10);
        store.insert(token);

        insertAt(NOW.plus(Duration.ofMinutes(70)).minusMillis(1));
        assertThat(store.find(token.key())).isPresent();

        insertAt(NOW.plus(Duration.ofMinutes(70)));
        assertThat(store.find(token.key())).isEmpty();
    }

    @Test
    void aHostThatNeverCleansUpDoesNotGrow() {
        for (int minute = 0; minute < 1_000; minute++) {
            insertAt(NOW.plus(Duration.ofMinutes(minute)));
        }

        // lifetime and margin, in minutes
        assertThat(store.size()).isLessThanOrEqualTo(240 + 60 + 1);
    }

    @Test
    void aClockSetBackLosesNothingAndSweepsOn() {
        insertAt(NOW.plus(Duration.ofDays(9_000)));
        StoredToken token = tokens.endingIn(1);
        store.insert(token);
        assertThat(store.find(token.key())).contains(token);

        insertAt(NOW.plus(Duration.ofMinutes(62)));
        assertThat(store.find(token.key())).isEmpty();
        assertThat(store.size()).isEqualTo(2);
    }

    @Test
    void aCallerWhoseClockIsFastEndsNoTokenOfTheOthers() {
        StoredToken token = tokens.endingIn(1);
        store.insert(token);
        insertAt(NOW.plus(Duration.ofMinutes(59)));

        assertThat(store.find(token.key())).contains(token);
    }

    @Test
    void aClockSetBackByLessThanAnHourLosesNothing() {
        insertAt(NOW.plus(Duration.ofMinutes(59)));
        StoredToken token = tokens.endingIn(0);
        store.insert(token);
        insertAt(NOW.plus(Duration.ofMinutes(59)));

        assertThat(store.find(token.key())).contains(token);
    }

    @Test
    void equalAuthorizationsBecomeOneObjectUntilTheNextSweep() {
        Authorization equal = equalTo(AUTHORIZATION);
        store.insert(tokens.endingIn(240));
        StoredToken shared = tokens.token(equal, NOW, NOW.plusSeconds(60));
        StoredToken fresh = tokens.token(equal, NOW.plusSeconds(60), NOW.plusSeconds(120));
        store.insert(shared);
        store.insert(fresh);

        assertThat(store.find(shared.key()).orElseThrow().authorization()).isSameAs(AUTHORIZATION);
        assertThat(store.find(fresh.key()).orElseThrow().authorization()).isSameAs(equal);
    }

    private static Authorization equalTo(Authorization a) {
        return new Authorization(a.clientId(), a.generation(), a.scope(), a.audience(), a.lifetime(), a.details());
    }

    private void insertAt(Instant present) {
        store.insert(tokens.token(present, present.plus(Duration.ofHours(4))));
    }
}
