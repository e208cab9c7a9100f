package io.tokenmint;

import io.tokenmint.spi.Authorization;
import java.time.Instant;

/** The client asks for itself (RFC 6749 section 4.4): it gets what it is registered for. */
public final class ClientCredentialsGrant implements Grant {
    /** The {@code grant_type} value. */
    public static final String GRANT_TYPE = "client_credentials";

    /** The grant; it has no settings. */
    public ClientCredentialsGrant() {}

    @Override
    public String grantType() {
        return GRANT_TYPE;
    }

    @Override
    public Authorization approve(TokenRequest request, ClientProfile client, Instant now) {
        return client.authorize(request.scopeOrEmpty(), request.resources());
    }
}
