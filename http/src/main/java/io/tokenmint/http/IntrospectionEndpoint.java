package io.tokenmint.http;

import io.tokenmint.Caller;
import io.tokenmint.Introspection;
import io.tokenmint.TokenService;
import io.tokenmint.spi.Client;
import java.util.List;

/**
 * The introspection endpoint (RFC 7662), usually at {@code POST /oauth/introspect}. Callers authenticate as at the token
 * endpoint. A resource server is a registered client with {@linkplain Client#introspection() rights}; any client may ask about
 * its own tokens. Whatever a caller may not see, and whatever is not good for any reason, is {@code {"active":false}}.
 */
public final class IntrospectionEndpoint implements Endpoint {
    private static final int EXPECTED_LENGTH = 384;

    private final TokenService service;
    private final String issuer;
    private final Answers answers;
    private final Gate gate;
    private final CallerForm callerForm;

    /**
     * The endpoint of a service.
     *
     * @param service knows the tokens
     * @param metadata names the issuer
     * @param settings limits and switches
     */
    public IntrospectionEndpoint(TokenService service, ServerMetadata metadata, EndpointSettings settings) {
        this.service = service;
        this.issuer = metadata.issuer();
        this.answers = new Answers(settings);
        this.gate = new Gate(service, settings, answers);
        this.callerForm = new CallerForm(settings);
    }

    @Override
    public EndpointResponse handle(EndpointRequest request) {
        return gate.post(request, callerForm::read, this::introspect);
    }

    private EndpointResponse introspect(EndpointRequest request, CallerForm.Asked asked) {
        Caller caller = service.authenticate(asked.credentials(), request.source());
        return service.introspect(asked.token(), caller) instanceof Introspection.Active active
                ? answers.ok(describe(active))
                : answers.ok(new JsonWriter(EXPECTED_LENGTH).member("active", false));
    }

    private JsonWriter describe(Introspection.Active token) {
        JsonWriter json = new JsonWriter(EXPECTED_LENGTH)
                .member("active", true)
                .member("client_id", token.clientId())
                .member("sub", token.clientId())
                .member("scope", token.scope().toString())
                .member("token_type", "Bearer")
                .member("iss", issuer)
                .member("iat", token.issuedAt().getEpochSecond())
                .member("exp", token.expiresAt().getEpochSecond());
        List<String> audience = token.audience();
        if (audience.size() == 1) {
            json.member("aud", audience.get(0));
        } else if (audience.size() > 1) {
            json.member("aud", audience);
        }
        return json;
    }
}
