/** Issues, introspects and revokes OAuth 2.0 service access tokens in this JVM. */
module io.tokenmint {
    requires transitive io.tokenmint.spi;
    requires org.slf4j;
    requires com.github.benmanes.caffeine;
    requires static jakarta.inject;
    requires static jdk.jfr;
    requires static org.jspecify;

    exports io.tokenmint;
}
