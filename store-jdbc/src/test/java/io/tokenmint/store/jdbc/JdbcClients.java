package io.tokenmint.store.jdbc;

import io.tokenmint.spi.ClientRegistry;
import io.tokenmint.store.contract.DurableClientRegistryContract;

/** The client contract on a database. */
interface JdbcClients extends DurableClientRegistryContract {
    TestDatabase database();

    @Override
    default ClientRegistry clients() {
        return database().clients();
    }

    @Override
    default ClientRegistry otherNode() {
        return new JdbcClientStore(database().dataSource(), database().settings());
    }

    @Override
    default ClientRegistry reopen() {
        return database().reopen().clients();
    }
}
