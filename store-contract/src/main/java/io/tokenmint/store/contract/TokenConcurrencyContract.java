package io.tokenmint.store.contract;

import static io.tokenmint.store.contract.StoredTokens.NOW;
import static io.tokenmint.store.contract.StoredTokens.token;
import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmint.spi.StoreException;
import io.tokenmint.spi.StoredToken;
import io.tokenmint.spi.TokenStore;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A token store serves many threads and nodes at once. */
public interface TokenConcurrencyContract extends TokenStoreSubject {
    /** Once {@code insert} has returned to one thread, every other thread and node finds the token. */
    @Test
    default void isVisibleEverywhereOnceInsertReturns() throws Exception {
        for (StoredToken token : StoredTokens.tokens(50, 50)) {
            tokens().insert(token);

            List<Optional<StoredToken>> found = Concurrently.call(i -> () -> node(i).find(token.key()));

            assertThat(found).containsOnly(Optional.of(token));
        }
    }

    /** Of several tokens inserted under one key at once one is kept, and its insert is the one that did not fail. */
    @Test
    default void ofConcurrentInsertsOfOneKeyOneWins() throws Exception {
        for (StoredToken token : StoredTokens.tokens(20, 1)) {
            List<Optional<StoredToken>> kept = Concurrently.call(i -> () -> tryToInsert(
                    node(i),
                    new StoredToken(token.key(), token.authorization(), NOW.minusMillis(i), token.expiresAt())));

            assertThat(kept.stream().flatMap(Optional::stream))
                    .singleElement()
                    .isEqualTo(tokens().find(token.key()).orElseThrow());
        }
    }

    /** Of several revocations of one token at once exactly one reports that it was there. */
    @Test
    default void ofConcurrentRevocationsOneWins() throws Exception {
        for (StoredToken token : StoredTokens.tokens(20, 20)) {
            tokens().insert(token);

            List<Boolean> revoked = Concurrently.call(i -> () -> node(i).revoke(token.key()));

            assertThat(revoked).containsOnlyOnce(true);
            assertThat(tokens().find(token.key())).isEmpty();
        }
    }

    /** Of several uses recorded at once the latest stays. */
    @Test
    default void ofConcurrentUsesTheLatestStays() throws Exception {
        for (StoredToken token : StoredTokens.tokens(20, 1)) {
            tokens().insert(token);

            List<Boolean> recorded =
                    Concurrently.call(i -> () -> node(i).recordUse(token.key(), NOW.plusMillis(1 + i * 37 % 8)));

            assertThat(recorded).containsOnly(true);
            assertThat(tokens().find(token.key()).orElseThrow().lastUsedAt()).isEqualTo(NOW.plusMillis(8));
        }
    }

    /** What many threads insert at once is all there afterwards, and what they revoked of it is not. */
    @Test
    default void keepsWhatManyThreadsInsert() throws Exception {
        List<List<StoredToken>> batches =
                Concurrently.call(i -> insertAndRevokeEveryThird(node(i), StoredTokens.tokens(300, 1 + i)));

        for (List<StoredToken> batch : batches) {
            for (int i = 0; i < batch.size(); i++) {
                assertThat(tokens().find(batch.get(i).key())).isEqualTo(keptOf(batch, i));
            }
        }
    }

    /** A thread that reads while others write sees a whole token or none. */
    @Test
    default void neverShowsHalfAToken() throws Exception {
        List<StoredToken> changing = StoredTokens.tokens(4, 1);
        Callable<Boolean> writing = () -> {
            for (int i = 0; i < 50; i++) {
                changing.forEach(tokens()::insert);
                changing.forEach(token -> tokens().revoke(token.key()));
            }
            return true;
        };
        Callable<Boolean> reading = () -> IntStream.range(0, 400)
                .mapToObj(i -> changing.get(i % changing.size()))
                .allMatch(token -> node(1).find(token.key()).map(token::equals).orElse(true));

        List<Boolean> whole =
                Concurrently.call(Stream.of(writing, reading, reading).toList());

        assertThat(whole).containsOnly(true);
    }

    private TokenStore node(int number) {
        return number % 2 == 0 ? tokens() : otherNode();
    }

    private static Callable<List<StoredToken>> insertAndRevokeEveryThird(TokenStore store, List<StoredToken> batch) {
        return () -> {
            batch.forEach(store::insert);
            for (int i = 0; i < batch.size(); i += 3) {
                store.revoke(batch.get(i).key());
            }
            return batch;
        };
    }

    private static Optional<StoredToken> keptOf(List<StoredToken> batch, int index) {
        return index % 3 == 0 ? Optional.empty() : Optional.of(batch.get(index));
    }

    private static Optional<StoredToken> tryToInsert(TokenStore store, StoredToken token) {
        try {
            store.insert(token);
            return Optional.of(token);
        } catch (StoreException e) {
            return Optional.empty();
        }
    }
}
