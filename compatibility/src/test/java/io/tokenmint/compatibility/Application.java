package io.tokenmint.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmint.Introspection;
import io.tokenmint.RegisteredClient;
import io.tokenmint.TokenRequest;
import io.tokenmint.TokenResponse;
import io.tokenmint.TokenService;
import io.tokenmint.spi.ClientRegistry;

/** What an application gets from its container: a service, and the registry that the service reads. */
record Application(TokenService service, ClientRegistry clients) {
    /** Whatever wired it, a registered client gets a token, and the same service knows it. */
    void issuesTokens() {
        RegisteredClient acme = Acme.register(clients);

        TokenResponse response = service.issue(TokenRequest.clientCredentials(acme.clientId(), acme.secret()));

        assertThat(response)
                .isInstanceOfSatisfying(
                        TokenResponse.Issued.class,
                        issued -> assertThat(service.introspect(issued.accessToken()))
                                .isInstanceOfSatisfying(
                                        Introspection.Active.class,
                                        active -> assertThat(active.clientId()).isEqualTo(acme.clientId())));
    }
}
