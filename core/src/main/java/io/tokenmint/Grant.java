package io.tokenmint;

import io.tokenmint.spi.Authorization;
import java.time.Instant;

/**
 * A way to ask for tokens (RFC 6749 section 4). A grant decides and never writes: it looks at the request and says what the
 * tokens may do. A host adds its own with {@link TokenSettings.Builder#grant}; the service has checked by then that the client
 * is who it says and may use the grant.
 */
public interface Grant {
    /**
     * The name of the grant.
     *
     * @return the {@code grant_type} value, compared exactly; an absolute URI for an extension grant (RFC 6749 section 4.5)
     */
    String grantType();

    /**
     * Approves or refuses a request.
     *
     * @param request the request
     * @param client the client that was authenticated; {@link ClientProfile#authorize} applies its scopes, tenant and resources
     * @param now the time of the request
     * @return what the token may do
     * @throws Refusal when there shall be no token
     */
    Authorization approve(TokenRequest request, ClientProfile client, Instant now);
}
