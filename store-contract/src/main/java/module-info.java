/** The promises of the store SPI as tests that every store's author can run. */
module io.tokenmint.store.contract {
    requires transitive io.tokenmint.spi;
    requires transitive org.junit.jupiter.api;
    requires org.assertj.core;
    requires static org.jspecify;

    exports io.tokenmint.store.contract;
}
