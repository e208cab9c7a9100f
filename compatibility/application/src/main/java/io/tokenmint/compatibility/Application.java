package io.tokenmint.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.tokenmint.Introspection;
import io.tokenmint.TokenService;
import io.tokenmint.http.EndpointHandler;
import io.tokenmint.http.TokenEndpoint;
import io.tokenmint.spi.ClientRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an application gets from its container.
 *
 * @param clients the registry that the service reads
 * @param service the service
 * @param endpoint the same service over HTTP
 */
public record Application(ClientRegistry clients, TokenService service, TokenEndpoint endpoint) {
    private static final Pattern TOKEN = Pattern.compile("\"access_token\":\"([^\"]+)\"");

    /**
     * Whatever wired it, a registered client gets a token over a socket, and the service knows that token.
     *
     * @throws Exception when the server did not start or did not answer
     */
    public void issuesTokens() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/oauth/token", new EndpointHandler(endpoint));
        server.start();
        try {
            issuesTokensAt("http://127.0.0.1:" + server.getAddress().getPort());
        } finally {
            server.stop(0);
        }
    }

    /**
     * The same, where the container brings the server.
     *
     * @param server its URL
     * @throws IOException when the server did not answer
     * @throws InterruptedException when interrupted before it answered
     */
    public void issuesTokensAt(String server) throws IOException, InterruptedException {
        Acme acme = Acme.register(clients);

        HttpResponse<String> response = acme.requestToken(URI.create(server + "/oauth/token"));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().allValues("Cache-Control")).containsExactly("no-store");
        Matcher token = TOKEN.matcher(response.body());
        assertThat(token.find()).isTrue();
        assertThat(service.introspect(token.group(1)))
                .isInstanceOfSatisfying(
                        Introspection.Active.class,
                        active -> assertThat(active.clientId())
                                .isEqualTo(acme.registered().clientId()));
    }
}
