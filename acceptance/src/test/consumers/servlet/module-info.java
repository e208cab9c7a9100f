/** Has the servlet and the filter for a container, without the JDK's server. */
module consumer {
    requires io.tokenmint.http;
    requires io.tokenmint.store.memory;
    requires jakarta.servlet;
}
