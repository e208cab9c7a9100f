package io.tokenmint.benchmarks;

import io.tokenmint.CachingClientStore;
import io.tokenmint.ClientRegistrar;
import io.tokenmint.FailureLimiter;
import io.tokenmint.TokenRequest;
import io.tokenmint.TokenResponse;
import io.tokenmint.TokenService;
import io.tokenmint.TokenSettings;
import io.tokenmint.http.EndpointRequest;
import io.tokenmint.http.TokenEndpoint;
import io.tokenmint.spi.Scope;
import io.tokenmint.store.memory.MemoryClientStore;
import io.tokenmint.store.memory.MemoryTokenStore;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Token requests that fail at authentication, each for a reason of its own; snapshots of clients lie before the store. The failure limiter is off. */
final class FailedRequests {
    /** Why a request fails. */
    enum Kind {
        UNKNOWN_ID,
        WRONG_SECRET,
        DISABLED_CLIENT,
        FIRST_BYTE_RIGHT_ONLY,
        LAST_BYTE_WRONG_ONLY,
        SHORTER,
        SHORTER_AND_WRONG
    }

    // Who wants to know about one id asks about that one again and again.
    private static final int CLIENTS = 1;

    private final Workload enabled = Workload.of(CLIENTS, 1, SecretKind.SHA256);
    private final Workload disabled = Workload.of(CLIENTS, 1, SecretKind.SHA256);
    private final Workload strangers = Workload.of(CLIENTS, 1, SecretKind.SHA256);
    private final Turns turns = new Turns();
    private final TokenService service;

    FailedRequests() {
        MemoryClientStore clients = new MemoryClientStore();
        TokenSettings settings =
                TokenSettings.builder().failureLimiter(FailureLimiter.none()).build();
        ClientRegistrar registrar = new ClientRegistrar(clients, settings);
        register(registrar, enabled);
        register(registrar, disabled);
        disabled.clients().forEach(client -> registrar.disable(client.id()));
        service = new TokenService(new CachingClientStore(clients), new MemoryTokenStore(), settings);
    }

    TokenService service() {
        return service;
    }

    /** A request to the service, ready to be made. */
    Runnable inProcess(Kind kind) {
        Workload.Caller shown = shown(kind);
        TokenRequest request = TokenRequest.clientCredentials(shown.id(), shown.secret());
        return () -> {
            if (!(service.issue(request) instanceof TokenResponse.Refused)) {
                throw new IllegalStateException("a request that must fail did not: " + kind);
            }
        };
    }

    /** A request to the endpoint with Basic authentication, ready to be made. */
    Runnable basic(Kind kind, TokenEndpoint endpoint) {
        TokenForm form = new TokenForm(shown(kind), "");
        List<String> header = List.of(form.basicHeader());
        List<String> type = List.of("application/x-www-form-urlencoded");
        byte[] body = "grant_type=client_credentials".getBytes(StandardCharsets.US_ASCII);
        EndpointRequest request = new EndpointRequest(
                "POST",
                "",
                name -> switch (name) {
                    case "Authorization" -> header;
                    case "Content-Type" -> type;
                    default -> List.of();
                },
                bytes(body),
                true,
                Optional.empty());
        return () -> {
            if (endpoint.handle(request).status() != 401) {
                throw new IllegalStateException("a request that must fail did not: " + kind);
            }
        };
    }

    private static InputStream bytes(byte[] body) {
        return new ByteArrayInputStream(body);
    }

    private Workload.Caller shown(Kind kind) {
        Workload.Caller client = enabled.clients().get(turns.next(CLIENTS));
        Workload.Caller stranger = strangers.clients().get(turns.next(CLIENTS));
        String right = client.secret();
        return switch (kind) {
            case UNKNOWN_ID -> stranger;
            case WRONG_SECRET -> with(client, stranger.secret());
            case DISABLED_CLIENT -> disabled.clients().get(turns.next(CLIENTS));
            case FIRST_BYTE_RIGHT_ONLY ->
                with(client, right.charAt(0) + stranger.secret().substring(1));
            case LAST_BYTE_WRONG_ONLY ->
                with(client, right.substring(0, right.length() - 1) + other(right.charAt(right.length() - 1)));
            case SHORTER -> with(client, right.substring(0, right.length() - 1));
            case SHORTER_AND_WRONG -> with(client, stranger.secret().substring(0, right.length() - 1));
        };
    }

    private static char other(char c) {
        return c == 'A' ? 'B' : 'A';
    }

    private static Workload.Caller with(Workload.Caller client, String secret) {
        return new Workload.Caller(client.id(), secret, "");
    }

    private static void register(ClientRegistrar registrar, Workload workload) {
        for (Workload.Caller client : workload.clients()) {
            registrar.importClient(
                    client.id(),
                    "{sha256}" + client.storedSecret(),
                    details -> details.scope(Scope.of(workload.scope())));
        }
    }
}
