package io.tokenmint.store.contract;

import io.tokenmint.spi.TokenStore;

/** The token store that a contract is about. */
public interface TokenStoreSubject {
    /**
     * The store to test.
     *
     * @return a store that is ready to use, the same throughout one test
     */
    TokenStore tokens();

    /**
     * The same store as another node of a cluster sees it.
     *
     * @return another instance over the same data; {@link #tokens()} itself for a store that has one node only
     */
    default TokenStore otherNode() {
        return tokens();
    }
}
