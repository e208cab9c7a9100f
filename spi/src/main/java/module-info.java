/** What a store keeps, and the interfaces it implements. */
module io.tokenmint.spi {
    requires static org.jspecify;

    exports io.tokenmint.spi;
}
