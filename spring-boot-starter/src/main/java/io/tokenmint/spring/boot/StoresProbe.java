package io.tokenmint.spring.boot;

import io.tokenmint.spi.ClientRegistry;
import io.tokenmint.spi.StoreException;
import io.tokenmint.spi.TokenKey;
import io.tokenmint.spi.TokenStore;

/** Reads what every request reads: a database that is there without the tables is of no use. */
record StoresProbe(ClientRegistry clients, TokenStore tokens) {
    private static final TokenKey NOBODYS = new TokenKey(0, 0, 0, 0);

    /** Reads one client, past the cache, and no token; a {@link StoreException} says that it could not. */
    void read() {
        clients.list("", 1);
        tokens.find(NOBODYS);
    }
}
