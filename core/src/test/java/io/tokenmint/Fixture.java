package io.tokenmint;

import io.tokenmint.spi.ClientBuilder;
import io.tokenmint.spi.Scope;
import io.tokenmint.store.memory.MemoryClientStore;
import io.tokenmint.store.memory.MemoryTokenStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A service on memory stores with a clock that stands still, and a client of tenant {@code acme}. */
final class Fixture {
    static final Instant START = Instant.parse("2026-11-23T10:00:00.250Z");

    final TestClock clock = new TestClock(START);
    final MemoryClientStore clients = new MemoryClientStore();
    final MemoryTokenStore tokens = new MemoryTokenStore();
    final List<TokenEvent> events = new ArrayList<>();
    final TokenSettings settings;
    final TokenService service;
    final ClientRegistrar registrar;

    Fixture() {
        this(settings -> settings);
    }

    Fixture(UnaryOperator<TokenSettings.Builder> change) {
        settings = change.apply(TokenSettings.builder().clock(clock).listener(events::add))
                .build();
        service = new TokenService(clients, tokens, settings);
        registrar = new ClientRegistrar(clients, settings);
    }

    RegisteredClient acme() {
        return acme(client -> client);
    }

    RegisteredClient acme(UnaryOperator<ClientBuilder> change) {
        return registrar.register(
                "acme", client -> change.apply(client.tenant("acme").scope(Scope.of("a.read", "a.write"))));
    }

    TokenResponse issue(RegisteredClient client, String scope) {
        return service.issue(TokenRequest.clientCredentials(client.clientId(), client.secret())
                .withScope(scope));
    }

    String token(RegisteredClient client) {
        return ((TokenResponse.Issued) issue(client, "")).accessToken();
    }

    boolean isActive(String token) {
        return service.introspect(token) instanceof Introspection.Active;
    }

    static TokenError errorOf(TokenResponse response) {
        return ((TokenResponse.Refused) response).error();
    }

    /** The reason of the latest refusal or introspection, as operators see it. */
    String reason() {
        TokenEvent latest = events.get(events.size() - 1);
        return latest instanceof TokenEvent.Refused refused
                ? refused.reason()
                : ((TokenEvent.Introspected) latest).reason();
    }
}
