package io.tokenmint.store.contract;

import static io.tokenmint.store.contract.StoredTokens.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmint.spi.Authorization;
import io.tokenmint.spi.Scope;
import io.tokenmint.spi.StoredToken;
import io.tokenmint.spi.TokenStore;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What a token store does when its tokens are out of reach, because the server is down or the connection or file is closed. For
 * every store that can come to that.
 */
public interface UnreachableTokenStoreContract {
    /**
     * A store whose tokens are out of reach.
     *
     * @return a store that was ready to use, and then lost its server, its connection or its file
     */
    TokenStore unreachable();

    /**
     * Each method fails with a {@code StoreException}, which a host answers with "try again later", and with nothing else. It
     * says something, and repeats neither the token's key nor its details.
     */
    @Test
    default void failsWithAStoreExceptionWhenUnreachable() {
        TokenStore tokens = unreachable();
        String details = "details-of-the-token";
        StoredToken token = StoredTokens.token(
                new Authorization("acme", 7, Scope.of("a"), List.of(), StoredTokens.LIFETIME, details));
        String hash = HexFormat.of().formatHex(token.key().toBytes()).substring(8);
        Stream<Consumer<TokenStore>> calls = Stream.of(
                store -> store.insert(token),
                store -> store.find(token.key()),
                store -> store.revoke(token.key()),
                store -> store.recordUse(token.key(), NOW),
                store -> store.deleteExpired(NOW, 10));

        assertThat(calls).allSatisfy(call -> Failures.expect(() -> call.accept(tokens), hash, details));
    }
}
