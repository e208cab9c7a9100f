package io.tokenmint.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmint.CachingClientStore;
import io.tokenmint.ClientRegistrar;
import io.tokenmint.Introspection;
import io.tokenmint.RegisteredClient;
import io.tokenmint.SecretUsage;
import io.tokenmint.TokenRequest;
import io.tokenmint.TokenResponse;
import io.tokenmint.TokenService;
import io.tokenmint.TokenSettings;
import io.tokenmint.spi.AnswerShape;
import io.tokenmint.spi.ClientSettings;
import io.tokenmint.spi.Scope;
import io.tokenmint.spi.ScopePolicy;
import io.tokenmint.store.memory.MemoryClientStore;
import io.tokenmint.store.memory.MemoryTokenStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** What {@code docs/how-to/clients.md} shows: its blocks are cut from here. */
class HowToClientsTest {
    private final MemoryClientStore clients = new MemoryClientStore();
    private final MemoryTokenStore tokens = new MemoryTokenStore();
    private final List<String> shown = new ArrayList<>();

    @Test
    void registersAClientAndGivesPartOfItAway() {
        ClientRegistrar registrar = new ClientRegistrar(clients, TokenSettings.defaults());
        RegisteredClient acme = registrar.register(
                client -> client.tenant("acme").scope(Scope.of("order.order_read", "order.order_manage")));
        show(acme.clientId(), acme.secret());

        RegisteredClient readOnly = registrar.registerDedicated(acme.clientId(), Scope.of("order.order_read"));
        show(readOnly.clientId(), readOnly.secret());

        TokenService service = new TokenService(clients, tokens, TokenSettings.defaults());
        assertThat(scope(service, acme)).isEqualTo("tenant=acme order.order_read order.order_manage");
        assertThat(scope(service, readOnly)).isEqualTo("tenant=acme order.order_read");
        assertThat(shown).doesNotHaveDuplicates().hasSize(4);
    }

    @Test
    void registersAClientAtTheFirstStartOnly() {
        ClientRegistrar registrar = new ClientRegistrar(clients, TokenSettings.defaults());
        for (int start = 1; start <= 3; start++) {
            if (clients.find("acme").isEmpty()) {
                RegisteredClient acme = registrar.register(
                        "acme", client -> client.tenant("acme").scope(Scope.of("order.order_read")));
                show(acme.clientId(), acme.secret());
            }
        }

        TokenService service = new TokenService(clients, tokens, TokenSettings.defaults());
        assertThat(shown).hasSize(2).startsWith("acme");
        assertThat(service.issue(TokenRequest.clientCredentials("acme", shown.get(1))))
                .isInstanceOf(TokenResponse.Issued.class);
    }

    @Test
    void letsOneClientDiffer() {
        ClientRegistrar registrar = new ClientRegistrar(clients, TokenSettings.defaults());
        RegisteredClient batch = registrar.register(client -> client.scope(Scope.of("order.order_read"))
                .settings(ClientSettings.none()
                        .withTokenLifetime(Duration.ofMinutes(10))
                        .withScopePolicy(ScopePolicy.STRICT)
                        .withAnswerShape(AnswerShape.STRICT)));

        TokenService service = new TokenService(clients, tokens, TokenSettings.defaults());
        assertThat(issue(service, batch)).isInstanceOfSatisfying(TokenResponse.Issued.class, issued -> {
            assertThat(issued.expiresIn()).isEqualTo(599);
            assertThat(issued.shape()).isEqualTo(AnswerShape.STRICT);
        });
    }

    @Test
    void rotatesASecretWithoutDowntime() {
        SecretUsage usage = new SecretUsage();
        TokenSettings settings = TokenSettings.builder().listener(usage).build();
        TokenService service = new TokenService(clients, tokens, settings);
        ClientRegistrar registrar = new ClientRegistrar(clients, settings);
        RegisteredClient before = registrar.register("acme", client -> client.scope(Scope.of("order.order_read")));

        RegisteredClient rotated = registrar.rotateSecret("acme", Duration.ofDays(7));
        show(rotated.clientId(), rotated.secret());

        assertThat(issue(service, before)).isInstanceOf(TokenResponse.Issued.class);
        assertThat(issue(service, rotated)).isInstanceOf(TokenResponse.Issued.class);
        shown.clear();
        clients.find("acme")
                .orElseThrow()
                .secrets()
                .forEach(secret ->
                        show(secret.id(), usage.lastUsed("acme", secret.id()).toString()));
        assertThat(shown).hasSize(4).doesNotContain("Optional.empty");
    }

    @Test
    void endsAClientsAccess() {
        TokenSettings settings = TokenSettings.defaults();
        CachingClientStore cache = new CachingClientStore(clients, Duration.ofSeconds(10));
        TokenService service = new TokenService(cache, tokens, settings);
        ClientRegistrar registrar = new ClientRegistrar(clients, settings).invalidating(cache);
        RegisteredClient acme = registrar.register("acme", client -> client.scope(Scope.of("order.order_read")));
        String token = ((TokenResponse.Issued) issue(service, acme)).accessToken();

        registrar.disable("acme"); // no new tokens; the present ones are not good while it is disabled
        assertThat(issue(service, acme)).isInstanceOf(TokenResponse.Refused.class);
        assertThat(service.introspect(token)).isNotInstanceOf(Introspection.Active.class);

        registrar.enable("acme");
        assertThat(service.introspect(token)).isInstanceOf(Introspection.Active.class);
        registrar.revokeAll("acme"); // the present ones are not good ever again; the client goes on
        assertThat(service.introspect(token)).isNotInstanceOf(Introspection.Active.class);
        assertThat(issue(service, acme)).isInstanceOf(TokenResponse.Issued.class);
    }

    @Test
    void bringsClientsAlongWithTheirHashes() {
        String hashFromTheOldSystem = new BCryptPasswordEncoder(4).encode("an old secret");
        TokenSettings settings = TokenSettings.builder()
                .secretHash(new Bcrypt(5)) // the first kind makes new hashes
                .build();
        ClientRegistrar registrar = new ClientRegistrar(clients, settings);
        registrar.importClient(
                "partner", "{bcrypt}" + hashFromTheOldSystem, client -> client.scope(Scope.of("order.order_read")));

        TokenService service = new TokenService(clients, tokens, settings);
        assertThat(service.issue(TokenRequest.clientCredentials("partner", "an old secret")))
                .isInstanceOf(TokenResponse.Issued.class);
        assertThat(service.issue(TokenRequest.clientCredentials("partner", "another")))
                .isInstanceOf(TokenResponse.Refused.class);
        assertThat(clients.find("partner").orElseThrow().secrets().get(0).hash())
                .as("replaced by a stronger one")
                .startsWith("{bcrypt}$2a$05$");
    }

    private void show(String name, String value) {
        shown.add(name);
        shown.add(value);
    }

    private static TokenResponse issue(TokenService service, RegisteredClient client) {
        return service.issue(TokenRequest.clientCredentials(client.clientId(), client.secret()));
    }

    private static String scope(TokenService service, RegisteredClient client) {
        return ((TokenResponse.Issued) issue(service, client)).scope().toString();
    }
}
