package io.tokenmint.http;

import io.tokenmint.ClientCredentials;
import io.tokenmint.Refusal;
import io.tokenmint.TokenError;
import io.tokenmint.spi.AuthenticationMethod;
import java.util.List;
import java.util.Optional;

/**
 * Reads who a client says it is and what it shows for it: in the header or in the body, one way only (RFC 6749 section 2.3).
 * The same at every endpoint. Whether it is true, the service finds out.
 */
final class ClientAuthentication {
    private static final ClientCredentials UNREADABLE =
            new ClientCredentials("", "", AuthenticationMethod.CLIENT_SECRET_BASIC);

    private final BasicHeader basicHeader;

    ClientAuthentication(EndpointSettings settings) {
        this.basicHeader = new BasicHeader(settings.lenientBasic());
    }

    /** Whether the client tried the header; an empty one is no attempt. */
    static boolean usesHeader(EndpointRequest request) {
        return !header(request.headers().values("Authorization")).isEmpty();
    }

    /** What the client shows; empty when it shows nothing and names nobody. */
    Optional<ClientCredentials> read(EndpointRequest request, Parameters parameters) {
        List<String> lines = request.headers().values("Authorization");
        if (lines.size() > 1) {
            throw invalid("repeated_authorization", "Send one Authorization header.");
        }
        String header = header(lines);
        return header.isEmpty() ? fromBody(parameters) : Optional.of(fromHeader(header, parameters));
    }

    private static String header(List<String> lines) {
        return lines.isEmpty() ? "" : lines.get(0).strip();
    }

    private ClientCredentials fromHeader(String header, Parameters parameters) {
        if (parameters.has(Parameter.CLIENT_SECRET) || parameters.has(Parameter.CLIENT_ASSERTION)) {
            throw twoMethods();
        }
        if (!BasicHeader.isBasic(header)) {
            return UNREADABLE;
        }
        if (header.indexOf(',') >= 0) {
            throw invalid("repeated_authorization", "Send one set of credentials in the Authorization header.");
        }
        return basicHeader
                .read(header)
                .map(credentials -> requireNamed(credentials, parameters.get(Parameter.CLIENT_ID)))
                .orElse(UNREADABLE);
    }

    private static ClientCredentials requireNamed(ClientCredentials credentials, String clientId) {
        if (!clientId.isEmpty() && !credentials.clientId().equals(clientId)) {
            throw invalid("two_clients", "Header and body name different clients; name one.");
        }
        return credentials;
    }

    private static Optional<ClientCredentials> fromBody(Parameters parameters) {
        String clientId = parameters.get(Parameter.CLIENT_ID);
        String secret = parameters.get(Parameter.CLIENT_SECRET);
        if (!secret.isEmpty() && parameters.has(Parameter.CLIENT_ASSERTION)) {
            throw twoMethods();
        }
        if (!secret.isEmpty() && clientId.isEmpty()) {
            throw invalid("no_client_id", "The parameter client_id is missing; send it with client_secret.");
        }
        return clientId.isEmpty()
                ? Optional.empty()
                : Optional.of(new ClientCredentials(clientId, secret, AuthenticationMethod.CLIENT_SECRET_POST));
    }

    private static Refusal twoMethods() {
        return invalid("two_methods", "Authenticate in one way only: header or body, secret or assertion.");
    }

    private static Refusal invalid(String reason, String description) {
        return new Refusal(TokenError.INVALID_REQUEST, reason, description);
    }
}
