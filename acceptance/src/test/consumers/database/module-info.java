/** Keeps clients and tokens in a database, whose driver is not a module's business. */
module consumer {
    requires io.tokenmint;
    requires io.tokenmint.store.jdbc;
}
