package io.tokenmint.store.jdbc;

import io.tokenmint.spi.ClientRegistry;
import io.tokenmint.spi.TokenStore;
import io.tokenmint.store.contract.UnreachableClientRegistryContract;
import io.tokenmint.store.contract.UnreachableTokenStoreContract;
import org.junit.jupiter.api.Nested;

/** A database that gives no more connections. */
class UnreachableDatabaseTest {
    @Nested
    class Tokens implements UnreachableTokenStoreContract {
        @Override
        public TokenStore unreachable() {
            return closed().tokens();
        }
    }

    @Nested
    class Clients implements UnreachableClientRegistryContract {
        @Override
        public ClientRegistry unreachable() {
            return closed().clients();
        }
    }

    private static TestDatabase closed() {
        TestDatabase database = TestDatabase.h2();
        database.close();
        return database;
    }
}
