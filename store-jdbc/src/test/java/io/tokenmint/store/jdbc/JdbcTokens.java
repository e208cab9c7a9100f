package io.tokenmint.store.jdbc;

import io.tokenmint.spi.TokenStore;
import io.tokenmint.store.contract.DurableTokenStoreContract;

/** The token contract on a database, every other call from another node. */
interface JdbcTokens extends DurableTokenStoreContract {
    TestDatabase database();

    @Override
    default TokenStore tokens() {
        return database().tokens();
    }

    @Override
    default TokenStore otherNode() {
        return database().otherTokens();
    }

    @Override
    default TokenStore reopen() {
        return database().reopen().tokens();
    }
}
