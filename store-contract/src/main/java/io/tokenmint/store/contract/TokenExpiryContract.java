package io.tokenmint.store.contract;

import static io.tokenmint.store.contract.Concurrently.THREADS;
import static io.tokenmint.store.contract.StoredTokens.NOW;
import static io.tokenmint.store.contract.StoredTokens.token;
import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmint.spi.StoredToken;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A token store deletes what expired, when it is told to, and nothing else. */
public interface TokenExpiryContract extends TokenStoreSubject {
    /** A token goes when its slot has ended and not a millisecond before, wherever in the slot it expires. */
    @Test
    default void deletesOnlyWhatExpired() {
        Instant end = NOW.plusSeconds(120);
        List<StoredToken> ending =
                List.of(token(NOW, end), token(NOW, end.minusMillis(1)), token(NOW, end.minusMillis(59_999)));
        List<StoredToken> staying = List.of(token(NOW, end.plusMillis(1)), token(NOW, end.plus(Duration.ofDays(365))));
        Stream.concat(ending.stream(), staying.stream()).forEach(tokens()::insert);

        StoredTokens.deleteAll(tokens(), end.minusMillis(1));
        assertThat(ending).allSatisfy(this::isThere);

        StoredTokens.deleteAll(tokens(), end);
        assertThat(ending).allSatisfy(this::isGone);
        assertThat(staying).allSatisfy(this::isThere);
    }

    /** The number returned is the number of tokens that are gone; a second call finds nothing to do. */
    @Test
    default void reportsHowManyItDeleted() {
        StoredTokens.deleteAll(tokens(), NOW.plusSeconds(600));
        StoredTokens.tokens(25, 5).forEach(tokens()::insert);
        assertThat(tokens().revoke(inserted().key())).isTrue();

        assertThat(StoredTokens.deleteAll(tokens(), NOW.plusSeconds(600))).isEqualTo(25);
        assertThat(StoredTokens.deleteAll(tokens(), NOW.plusSeconds(600))).isZero();
    }

    /** Every call gets on with it, and one that deletes fewer than its limit has left nothing that expired. */
    @Test
    default void leavesNothingWhenItDeletesFewerThanItsLimit() {
        for (int limit : new int[] {1, 7, 10, 1_000}) {
            StoredTokens.deleteAll(tokens(), NOW.plusSeconds(600));
            List<StoredToken> expired = StoredTokens.tokens(25, 5);
            expired.forEach(tokens()::insert);
            int deleted = 0;
            int last = limit;
            while (last >= limit) {
                last = otherNode().deleteExpired(NOW.plusSeconds(600), limit);
                deleted += last;
            }

            assertThat(deleted).isEqualTo(expired.size());
            assertThat(expired).allSatisfy(this::isGone);
        }
    }

    /** Deleting up to a time before anything expired deletes nothing, even before 1970. */
    @Test
    default void deletesNothingThatHasNotExpired() {
        StoredToken token = inserted();

        for (String before : List.of("2020-01-01T00:00:00Z", "1970-01-01T00:00:00Z", "1960-01-01T00:00:00Z")) {
            StoredTokens.deleteAll(tokens(), Instant.parse(before));
            isThere(token);
        }
    }

    /** Of several clean-ups at once each token is deleted, and counted, by one. */
    @Test
    default void concurrentCleanUpsCountEachTokenOnce() throws Exception {
        StoredTokens.deleteAll(tokens(), NOW.plusSeconds(600));
        List<StoredToken> expired = StoredTokens.tokens(400, 5);
        expired.forEach(tokens()::insert);

        List<Integer> deleted = Concurrently.call(
                i -> () -> StoredTokens.deleteAll(i % 2 == 0 ? tokens() : otherNode(), NOW.plusSeconds(600)));
        int rest = StoredTokens.deleteAll(tokens(), NOW.plusSeconds(600));

        assertThat(deleted.stream().mapToInt(Integer::intValue).sum() + rest).isEqualTo(expired.size());
        assertThat(expired).allSatisfy(this::isGone);
    }

    /** Tokens inserted while others are cleaned up are all kept, next to the ones that go and in new slots. */
    @Test
    default void cleanUpBesideRunningInsertsLosesNothingLive() throws Exception {
        Instant present = NOW.plusSeconds(300);
        StoredTokens.tokens(200, 5).forEach(tokens()::insert);
        List<Callable<List<StoredToken>>> calls = new ArrayList<>();
        for (int i = 1; i < THREADS; i++) {
            calls.add(() -> insertLive(present));
        }
        calls.add(() -> {
            for (int i = 0; i < 20; i++) {
                StoredTokens.deleteAll(otherNode(), present);
            }
            return List.of();
        });

        List<List<StoredToken>> live = Concurrently.call(calls);

        assertThat(live).allSatisfy(tokens -> assertThat(tokens).allSatisfy(this::isThere));
        assertThat(StoredTokens.deleteAll(tokens(), present)).isZero();
    }

    private List<StoredToken> insertLive(Instant present) {
        List<StoredToken> live = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            StoredToken token = token(present, present.plusSeconds(1 + 60L * (i % 7)));
            tokens().insert(token);
            live.add(token);
        }
        return live;
    }

    private StoredToken inserted() {
        StoredToken token = token();
        tokens().insert(token);
        return token;
    }

    private void isThere(StoredToken token) {
        assertThat(tokens().find(token.key())).contains(token);
    }

    private void isGone(StoredToken token) {
        assertThat(tokens().find(token.key())).isEmpty();
    }
}
