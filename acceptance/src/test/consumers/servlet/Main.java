package consumer;

import io.tokenmint.TokenService;
import io.tokenmint.TokenSettings;
import io.tokenmint.http.BearerFilter;
import io.tokenmint.http.BearerGuard;
import io.tokenmint.http.EndpointServlet;
import io.tokenmint.http.EndpointSettings;
import io.tokenmint.http.TokenEndpoint;
import io.tokenmint.http.TokenVerifier;
import io.tokenmint.store.memory.MemoryClientStore;
import io.tokenmint.store.memory.MemoryTokenStore;
import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;

final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        TokenService service =
                new TokenService(new MemoryClientStore(), new MemoryTokenStore(), TokenSettings.defaults());
        Servlet servlet = new EndpointServlet(new TokenEndpoint(service, EndpointSettings.defaults()));
        Filter filter =
                new BearerFilter(BearerGuard.builder(TokenVerifier.inProcess(service)).build());
        System.out.println(servlet.getClass().getSimpleName());
        System.out.println(filter.getClass().getSimpleName());
    }
}
