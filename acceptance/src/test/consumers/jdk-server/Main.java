package consumer;

import com.sun.net.httpserver.HttpServer;
import io.tokenmint.TokenService;
import io.tokenmint.TokenSettings;
import io.tokenmint.http.BearerGuard;
import io.tokenmint.http.BearerHttpFilter;
import io.tokenmint.http.EndpointHandler;
import io.tokenmint.http.EndpointSettings;
import io.tokenmint.http.TokenEndpoint;
import io.tokenmint.http.TokenVerifier;
import io.tokenmint.store.memory.MemoryClientStore;
import io.tokenmint.store.memory.MemoryTokenStore;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URL;

final class Main {
    private Main() {}

    public static void main(String[] arguments) throws IOException {
        TokenService service =
                new TokenService(new MemoryClientStore(), new MemoryTokenStore(), TokenSettings.defaults());
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        EndpointHandler tokens = new EndpointHandler(new TokenEndpoint(service, EndpointSettings.defaults()));
        server.createContext("/oauth/token", tokens);
        BearerGuard guard = BearerGuard.builder(TokenVerifier.inProcess(service)).build();
        server.createContext("/guarded", tokens).getFilters().add(new BearerHttpFilter(guard));
        server.start();
        System.out.println(status(server, "/oauth/token"));
        System.out.println(status(server, "/guarded"));
        server.stop(0);
    }

    private static int status(HttpServer server, String path) throws IOException {
        URL url = new URL("http", "127.0.0.1", server.getAddress().getPort(), path);
        return ((HttpURLConnection) url.openConnection()).getResponseCode();
    }
}
