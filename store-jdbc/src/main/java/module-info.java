/** Tokens and clients in a relational database. */
module io.tokenmint.store.jdbc {
    requires transitive io.tokenmint.spi;
    requires transitive java.sql;
    requires org.slf4j;
    requires static org.jspecify;

    exports io.tokenmint.store.jdbc;
}
