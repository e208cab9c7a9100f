package io.tokenmint.store.memory;

import io.tokenmint.spi.TokenStore;
import io.tokenmint.store.contract.TokenStoreContract;

class MemoryTokenStoreTest implements TokenStoreContract {
    private final MemoryTokenStore store = new MemoryTokenStore();

    @Override
    public TokenStore tokens() {
        return store;
    }
}
