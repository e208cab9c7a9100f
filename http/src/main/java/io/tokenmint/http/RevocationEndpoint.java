package io.tokenmint.http;

import io.tokenmint.Caller;
import io.tokenmint.TokenService;

/**
 * The revocation endpoint (RFC 7009), usually at {@code POST /oauth/revoke}. A client revokes its own tokens. A text that is no
 * token, or one no longer, is answered as if it had been revoked now; a token of another client is refused with
 * {@code invalid_grant} and stays good.
 */
public final class RevocationEndpoint implements Endpoint {
    private static final byte[] NO_BODY = {};

    private final TokenService service;
    private final Gate gate;
    private final CallerForm callerForm;

    /**
     * The endpoint of a service.
     *
     * @param service knows the tokens
     * @param settings limits and switches
     */
    public RevocationEndpoint(TokenService service, EndpointSettings settings) {
        this.service = service;
        this.gate = new Gate(service, settings, new Answers(settings));
        this.callerForm = new CallerForm(settings);
    }

    @Override
    public EndpointResponse handle(EndpointRequest request) {
        return gate.post(request, callerForm::read, this::revoke);
    }

    private EndpointResponse revoke(EndpointRequest request, CallerForm.Asked asked) {
        Caller caller = service.authenticate(asked.credentials(), request.source());
        service.revoke(asked.token(), caller);
        return new EndpointResponse(200, Answers.UNCACHED, NO_BODY);
    }
}
