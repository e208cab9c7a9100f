package io.tokenmint.store.contract;

import static io.tokenmint.store.contract.StoredTokens.NOW;
import static io.tokenmint.store.contract.StoredTokens.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tokenmint.spi.StoreException;
import io.tokenmint.spi.StoredToken;
import io.tokenmint.spi.TokenStore;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Everything a token store promises, and that it outlives its process. */
public interface DurableTokenStoreContract extends TokenStoreContract {
    /**
     * Opens the data again as a new process would. The store of {@link #tokens()} is not used any more afterwards, and
     * may be closed.
     *
     * @return a new store over the data of {@link #tokens()} that shares no memory with it
     */
    TokenStore reopen();

    /** What was inserted is there after a restart, with every authorization. */
    @Test
    default void keepsTokensAcrossARestart() {
        List<StoredToken> kept = StoredTokens.tokens(30, 3);
        kept.forEach(tokens()::insert);

        TokenStore reopened = reopen();

        assertThat(kept)
                .allSatisfy(token -> assertThat(reopened.find(token.key())).contains(token));
    }

    /** What was revoked does not come back. */
    @Test
    default void keepsRevocationsAcrossARestart() {
        StoredToken token = token();
        tokens().insert(token);
        assertThat(tokens().revoke(token.key())).isTrue();

        assertThat(reopen().find(token.key())).isEmpty();
    }

    /** The last use is there after a restart. */
    @Test
    default void keepsUsesAcrossARestart() {
        StoredToken token = token();
        tokens().insert(token);
        assertThat(tokens().recordUse(token.key(), NOW.plusMillis(1_234))).isTrue();

        assertThat(reopen().find(token.key()).orElseThrow().lastUsedAt()).isEqualTo(NOW.plusMillis(1_234));
    }

    /** A key stays taken. */
    @Test
    default void refusesADuplicateKeyAcrossARestart() {
        StoredToken token = token();
        tokens().insert(token);
        TokenStore reopened = reopen();

        assertThatExceptionOfType(StoreException.class).isThrownBy(() -> reopened.insert(token));
        assertThat(reopened.find(token.key())).contains(token);
    }

    /** What expired before a restart is deleted after it, and stays deleted. */
    @Test
    default void deletesWhatExpiredAcrossARestart() {
        StoredTokens.deleteAll(tokens(), NOW.plusSeconds(600));
        StoredTokens.tokens(10, 2).forEach(tokens()::insert);
        TokenStore reopened = reopen();

        assertThat(StoredTokens.deleteAll(reopened, NOW.plusSeconds(600))).isEqualTo(10);
        assertThat(StoredTokens.deleteAll(reopened, NOW.plusSeconds(600))).isZero();
    }

    /** A store opened again takes new tokens of authorizations it knew, and of others. */
    @Test
    default void insertsAfterARestart() {
        tokens().insert(token());
        TokenStore reopened = reopen();
        StoredToken token = token();

        reopened.insert(token);

        assertThat(reopened.find(token.key())).contains(token);
    }
}
