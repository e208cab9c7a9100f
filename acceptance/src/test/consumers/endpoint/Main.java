package consumer;

import io.tokenmint.TokenService;
import io.tokenmint.TokenSettings;
import io.tokenmint.http.EndpointRequest;
import io.tokenmint.http.EndpointSettings;
import io.tokenmint.http.RequestHeaders;
import io.tokenmint.http.TokenEndpoint;
import io.tokenmint.store.memory.MemoryClientStore;
import io.tokenmint.store.memory.MemoryTokenStore;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        TokenService service =
                new TokenService(new MemoryClientStore(), new MemoryTokenStore(), TokenSettings.defaults());
        TokenEndpoint endpoint = new TokenEndpoint(service, EndpointSettings.defaults());
        RequestHeaders none = name -> List.of();
        System.out.println(endpoint.handle(new EndpointRequest(
                        "GET", "", none, InputStream.nullInputStream(), false, Optional.empty()))
                .status());
    }
}
