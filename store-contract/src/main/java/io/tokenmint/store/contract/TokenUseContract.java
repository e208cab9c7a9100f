package io.tokenmint.store.contract;

import static io.tokenmint.store.contract.StoredTokens.NOW;
import static io.tokenmint.store.contract.StoredTokens.token;
import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmint.spi.StoredToken;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A token store records uses and forgets what was revoked. */
public interface TokenUseContract extends TokenStoreSubject {
    /** The last use comes back to the millisecond, and nothing else about the token changes. */
    @Test
    default void recordsUse() {
        StoredToken token = inserted();

        assertThat(tokens().recordUse(token.key(), NOW.plusNanos(5_123_456_789L)))
                .isTrue();

        assertThat(otherNode().find(token.key())).contains(used(token, NOW.plusMillis(5_123)));
    }

    /** A later use replaces an earlier one. */
    @Test
    default void recordsTheLatestUse() {
        StoredToken token = inserted();

        for (long millis : new long[] {1, 2, 60_000, 14_000_000, 14_400_000, 20_000_000}) {
            assertThat(tokens().recordUse(token.key(), NOW.plusMillis(millis))).isTrue();
            assertThat(tokens().find(token.key())).contains(used(token, NOW.plusMillis(millis)));
        }
    }

    /** A time before the recorded one changes nothing, and is no error: the token is there. */
    @Test
    default void neverTakesAUseBack() {
        StoredToken token = inserted();

        assertThat(tokens().recordUse(token.key(), NOW.minusMillis(1))).isTrue();
        assertThat(tokens().find(token.key())).contains(token);
        assertThat(tokens().recordUse(token.key(), NOW.plusMillis(2))).isTrue();
        assertThat(tokens().recordUse(token.key(), NOW.plusMillis(1))).isTrue();
        assertThat(tokens().recordUse(token.key(), NOW.plusMillis(2))).isTrue();
        assertThat(tokens().find(token.key())).contains(used(token, NOW.plusMillis(2)));
    }

    /** A use of one token is no use of its neighbours. */
    @Test
    default void recordsUseOfOneTokenOnly() {
        StoredToken token = inserted();
        StoredToken other = inserted();

        assertThat(tokens().recordUse(token.key(), NOW.plusSeconds(1))).isTrue();

        assertThat(tokens().find(other.key())).contains(other);
    }

    /** A use of a token that is not there is reported, and keeps nothing. */
    @Test
    default void recordsNoUseOfAnUnknownToken() {
        StoredToken token = token();

        assertThat(tokens().recordUse(token.key(), NOW.plusSeconds(1))).isFalse();

        assertThat(tokens().find(token.key())).isEmpty();
    }

    /** A revoked token is gone for every node, and cannot be used or revoked again. */
    @Test
    default void forgetsWhatWasRevoked() {
        StoredToken token = inserted();

        assertThat(tokens().revoke(token.key())).isTrue();

        assertThat(otherNode().find(token.key())).isEmpty();
        assertThat(otherNode().revoke(token.key())).isFalse();
        assertThat(otherNode().recordUse(token.key(), NOW.plusSeconds(1))).isFalse();
        assertThat(tokens().find(token.key())).isEmpty();
    }

    /** Revoking what is not there is an answer and not an error. */
    @Test
    default void revokesNothingThatWasNotInserted() {
        assertThat(tokens().revoke(token().key())).isFalse();
    }

    /** Revoking one token leaves its neighbours alone. */
    @Test
    default void revokesOneTokenOnly() {
        StoredToken other = inserted();

        assertThat(tokens().revoke(inserted().key())).isTrue();

        assertThat(tokens().find(other.key())).contains(other);
    }

    /** Nothing of a revoked token clings to its key or its place: a token inserted afterwards is as good as new. */
    @Test
    default void keepsNothingOfARevokedToken() {
        StoredToken token = inserted();
        assertThat(tokens().recordUse(token.key(), NOW.plusSeconds(1))).isTrue();
        assertThat(tokens().revoke(token.key())).isTrue();

        StoredToken other = inserted();
        tokens().insert(token);

        assertThat(tokens().find(token.key())).contains(token);
        assertThat(tokens().find(other.key())).contains(other);
    }

    private StoredToken inserted() {
        StoredToken token = token();
        tokens().insert(token);
        return token;
    }

    private static StoredToken used(StoredToken token, Instant lastUsedAt) {
        return new StoredToken(token.key(), token.authorization(), token.issuedAt(), token.expiresAt(), lastUsedAt);
    }
}
