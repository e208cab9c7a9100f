/** Serves tokens by the JDK's server, and guards a page with them. */
module consumer {
    requires io.tokenmint.http;
    requires io.tokenmint.store.memory;
    requires jdk.httpserver;
}
