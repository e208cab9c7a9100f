package io.tokenmint.http;

import io.tokenmint.TokenRequest;
import io.tokenmint.TokenResponse;
import io.tokenmint.TokenService;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * The token endpoint (RFC 6749 section 3.2), usually at {@code POST /oauth/token}: a form in, a token or an error as JSON out.
 *
 * <pre>{@code
 * server.createContext("/oauth/token", new EndpointHandler(new TokenEndpoint(service, EndpointSettings.defaults())));
 * }</pre>
 */
public final class TokenEndpoint implements Endpoint {
    private static final String OLD_SCOPE_PREFIX = "scope=";

    private final TokenService service;
    private final boolean stripScopePrefix;
    private final Answers answers;
    private final Gate gate;
    private final RequestBody requestBody;
    private final ClientAuthentication clientAuthentication;

    /**
     * The endpoint of a service.
     *
     * @param service issues the tokens
     * @param settings limits and switches
     */
    public TokenEndpoint(TokenService service, EndpointSettings settings) {
        this.service = service;
        this.stripScopePrefix = settings.stripScopePrefix();
        this.answers = new Answers(settings);
        this.gate = new Gate(service, settings, answers);
        this.requestBody = new RequestBody(
                settings,
                settings.jsonBody(),
                Parameter.GRANT_TYPE,
                Parameter.SCOPE,
                Parameter.CLIENT_ID,
                Parameter.CLIENT_SECRET,
                Parameter.CLIENT_ASSERTION,
                Parameter.CLIENT_ASSERTION_TYPE,
                Parameter.RESOURCE);
        this.clientAuthentication = new ClientAuthentication(settings);
    }

    @Override
    public EndpointResponse handle(EndpointRequest request) {
        return gate.post(request, this::read, this::issue);
    }

    private TokenRequest read(EndpointRequest request) throws IOException {
        return tokenRequest(request, requestBody.read(request));
    }

    private EndpointResponse issue(EndpointRequest request, TokenRequest asked) {
        TokenResponse response = service.issue(asked);
        return response instanceof TokenResponse.Issued issued
                ? answers.issued(issued)
                : answers.refused((TokenResponse.Refused) response, ClientAuthentication.usesHeader(request));
    }

    private TokenRequest tokenRequest(EndpointRequest request, Parameters parameters) {
        String grantType = parameters.get(Parameter.GRANT_TYPE);
        TokenRequest asked =
                TokenRequest.of(grantType).withScope(scope(parameters)).withResources(parameters.resources());
        if (request.source().isPresent()) {
            asked = asked.withSource(request.source().get());
        }
        // Whatever the grant: a host's own may go by the name of the one that comes with the service.
        Map<String, List<String>> others = parameters.others();
        if (!others.isEmpty()) {
            asked = asked.withParameters(others);
        }
        return clientAuthentication
                .read(request, parameters)
                .map(asked::withCredentials)
                .orElse(asked);
    }

    private String scope(Parameters parameters) {
        String scope = parameters.get(Parameter.SCOPE);
        return stripScopePrefix && scope.startsWith(OLD_SCOPE_PREFIX)
                ? scope.substring(OLD_SCOPE_PREFIX.length())
                : scope;
    }
}
