/** Serves requests from a transport of its own: neither servlets nor the JDK's server. */
module consumer {
    requires io.tokenmint.http;
    requires io.tokenmint.store.memory;
}
