package io.tokenmint.compatibility;

import io.tokenmint.ClientRegistrar;
import io.tokenmint.RegisteredClient;
import io.tokenmint.TokenSettings;
import io.tokenmint.spi.ClientRegistry;
import io.tokenmint.spi.Scope;
import io.tokenmint.store.memory.MemoryClientStore;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/**
 * A client as every test here needs one.
 *
 * @param registered its id and its secret
 */
public record Acme(RegisteredClient registered) {
    /** What it holds beside its tenant. */
    public static final String SCOPE = "order.order_read";

    /**
     * Registers it.
     *
     * @param clients where
     * @return the client
     */
    public static Acme register(ClientRegistry clients) {
        return new Acme(new ClientRegistrar(clients, TokenSettings.defaults())
                .register(client -> client.tenant("acme").scope(Scope.of(SCOPE))));
    }

    /**
     * One that no application knows.
     *
     * @return a client that was registered elsewhere
     */
    public static Acme unknown() {
        return register(new MemoryClientStore());
    }

    /**
     * Its request, as the form that a body holds.
     *
     * @return the form
     */
    public String form() {
        return "grant_type=client_credentials&client_id=" + registered.clientId() + "&client_secret="
                + registered.secret();
    }

    /**
     * Asks for a token over HTTP/1.1.
     *
     * @param endpoint where
     * @return the answer
     * @throws IOException when there is none
     * @throws InterruptedException when interrupted before it was there
     */
    public HttpResponse<String> requestToken(URI endpoint) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(endpoint)
                .version(HttpClient.Version.HTTP_1_1)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form()))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }
}
