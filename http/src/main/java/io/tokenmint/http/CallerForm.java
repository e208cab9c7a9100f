package io.tokenmint.http;

import io.tokenmint.ClientCredentials;
import io.tokenmint.Refusal;
import io.tokenmint.TokenError;
import java.io.IOException;
import java.util.Optional;

/**
 * What introspection and revocation have in common: a form with a token in it, from a client that proves who it is. A
 * {@code token_type_hint} may be there and changes nothing: the service finds a token in one look-up (RFC 7662 section 2.1).
 */
final class CallerForm {
    private final RequestBody requestBody;
    private final ClientAuthentication clientAuthentication;

    CallerForm(EndpointSettings settings) {
        this.requestBody = new RequestBody(
                settings,
                false,
                Parameter.TOKEN,
                Parameter.TOKEN_TYPE_HINT,
                Parameter.CLIENT_ID,
                Parameter.CLIENT_SECRET,
                Parameter.CLIENT_ASSERTION,
                Parameter.CLIENT_ASSERTION_TYPE);
        this.clientAuthentication = new ClientAuthentication(settings);
    }

    /** About what is asked, and who they say they are. */
    record Asked(Optional<ClientCredentials> credentials, String token) {
        @Override
        public String toString() {
            return "Asked[" + credentials + "]";
        }
    }

    Asked read(EndpointRequest request) throws IOException {
        Parameters parameters = requestBody.read(request);
        if (!parameters.has(Parameter.TOKEN)) {
            throw new Refusal(
                    TokenError.INVALID_REQUEST, "no_token", "The parameter token is missing; send it in the body.");
        }
        return new Asked(clientAuthentication.read(request, parameters), parameters.get(Parameter.TOKEN));
    }
}
