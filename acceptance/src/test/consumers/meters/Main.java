package consumer;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tokenmint.TokenRequest;
import io.tokenmint.TokenService;
import io.tokenmint.TokenSettings;
import io.tokenmint.micrometer.MicrometerTokenListener;
import io.tokenmint.store.memory.MemoryClientStore;
import io.tokenmint.store.memory.MemoryTokenStore;

final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        TokenSettings settings = TokenSettings.builder()
                .listener(new MicrometerTokenListener(registry))
                .build();
        TokenService service = new TokenService(new MemoryClientStore(), new MemoryTokenStore(), settings);
        service.issue(TokenRequest.clientCredentials("nobody", "nothing"));
        System.out.println(
                registry.get("tokenmint.requests").tag("outcome", "refused").timer().count());
    }
}
