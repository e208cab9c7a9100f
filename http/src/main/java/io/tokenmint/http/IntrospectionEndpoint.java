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

    private static final JsonPart ACTIVE = JsonPart.name("active");
    private static final JsonPart CLIENT_ID = JsonPart.name("client_id");
    private static final JsonPart SUB = JsonPart.name("sub");
    private static final JsonPart SCOPE = JsonPart.name("scope");
    private static final JsonPart TOKEN_TYPE = JsonPart.name("token_type");
    private static final JsonPart ISS = JsonPart.name("iss");
    private static final JsonPart IAT = JsonPart.name("iat");
    private static final JsonPart EXP = JsonPart.name("exp");
    private static final JsonPart AUD = JsonPart.name("aud");

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
                : answers.ok(new JsonWriter(EXPECTED_LENGTH).member(ACTIVE, false));
    }

    private JsonWriter describe(Introspection.Active token) {
        JsonWriter json = new JsonWriter(EXPECTED_LENGTH)
                .member(ACTIVE, true)
                .member(CLIENT_ID, token.clientId())
                .member(SUB, token.clientId())
                .member(SCOPE, token.scope().toString())
                .member(TOKEN_TYPE, "Bearer")
                .member(ISS, issuer)
                .member(IAT, token.issuedAt().getEpochSecond())
                .member(EXP, token.expiresAt().getEpochSecond());
        List<String> audience = token.audience();
        if (audience.size() == 1) {
            json.member(AUD, audience.get(0));
        } else if (audience.size() > 1) {
            json.member(AUD, audience);
        }
        return json;
    }
}
