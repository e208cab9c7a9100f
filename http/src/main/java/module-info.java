/** The endpoints of an OAuth Service over HTTP, and adapters for the JDK's server and for servlet containers. */
module io.tokenmint.http {
    requires transitive io.tokenmint;
    requires transitive java.net.http;
    requires com.github.benmanes.caffeine;
    requires org.slf4j;
    requires static jakarta.servlet;
    requires static jdk.httpserver;
    requires static org.jspecify;

    exports io.tokenmint.http;
}
