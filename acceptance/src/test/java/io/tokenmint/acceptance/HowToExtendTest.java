package io.tokenmint.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmint.ClientCredentials;
import io.tokenmint.ClientRegistrar;
import io.tokenmint.Introspection;
import io.tokenmint.RegisteredClient;
import io.tokenmint.TokenError;
import io.tokenmint.TokenRequest;
import io.tokenmint.TokenResponse;
import io.tokenmint.TokenService;
import io.tokenmint.TokenSettings;
import io.tokenmint.spi.AuthenticationMethod;
import io.tokenmint.spi.Scope;
import io.tokenmint.store.memory.MemoryClientStore;
import io.tokenmint.store.memory.MemoryTokenStore;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What {@code docs/how-to/extend.md} shows: its blocks are cut from here. */
class HowToExtendTest {
    private final MemoryClientStore clients = new MemoryClientStore();

    @Test
    void addsAGrant() {
        TokenSettings settings =
                TokenSettings.builder().grant(new PairingGrant()).build();
        RegisteredClient device = new ClientRegistrar(clients, settings)
                .register(client -> client.grantTypes("urn:example:pairing").scope(Scope.of("order.order_read")));

        TokenService service = new TokenService(clients, new MemoryTokenStore(), settings);
        assertThat(service.issue(pairing(device, "1234"))).isInstanceOf(TokenResponse.Issued.class);
        assertThat(service.issue(pairing(device, "4321")))
                .isInstanceOfSatisfying(
                        TokenResponse.Refused.class,
                        refused -> assertThat(refused.error()).isEqualTo(TokenError.INVALID_GRANT));
    }

    @Test
    void changesWhatTokensLookLike() {
        TokenSettings settings =
                TokenSettings.builder().tokenFormat(new PrefixedFormat()).build();

        TokenService service = new TokenService(clients, new MemoryTokenStore(), settings);
        RegisteredClient acme =
                new ClientRegistrar(clients, settings).register(client -> client.scope(Scope.of("order.order_read")));
        TokenResponse.Issued issued =
                (TokenResponse.Issued) service.issue(TokenRequest.clientCredentials(acme.clientId(), acme.secret()));
        assertThat(issued.accessToken()).matches("tm_[A-Za-z0-9_-]{36}");
        assertThat(service.introspect(issued.accessToken())).isInstanceOf(Introspection.Active.class);
        assertThat(service.introspect(issued.accessToken().substring(3))).isNotInstanceOf(Introspection.Active.class);
    }

    private static TokenRequest pairing(RegisteredClient device, String code) {
        return TokenRequest.of("urn:example:pairing")
                .withCredentials(new ClientCredentials(
                        device.clientId(), device.secret(), AuthenticationMethod.CLIENT_SECRET_POST))
                .withParameters(Map.of("pairing_code", List.of(code)));
    }
}
