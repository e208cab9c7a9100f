/** Clients and tokens in the memory of this JVM. */
module io.tokenmint.store.memory {
    requires transitive io.tokenmint.spi;
    requires static org.jspecify;

    exports io.tokenmint.store.memory;
}
