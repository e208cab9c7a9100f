/** Meters for issued, refused, introspected and revoked tokens. */
@SuppressWarnings("requires-transitive-automatic") // Micrometer has no module descriptor
module io.tokenmint.micrometer {
    requires transitive io.tokenmint;
    requires transitive micrometer.core;
    requires static org.jspecify;

    exports io.tokenmint.micrometer;
}
