package io.tokenmint.acceptance;

import io.tokenmint.ClientProfile;
import io.tokenmint.Grant;
import io.tokenmint.Refusal;
import io.tokenmint.TokenError;
import io.tokenmint.TokenRequest;
import io.tokenmint.spi.Authorization;
import java.time.Instant;
import java.util.Optional;

/** A grant that a host adds. */
final class PairingGrant implements Grant {
    @Override
    public String grantType() {
        return "urn:example:pairing";
    }

    @Override
    public Authorization approve(TokenRequest request, ClientProfile client, Instant now) {
        if (!request.parameter("pairing_code").equals(Optional.of("1234"))) {
            throw new Refusal(TokenError.INVALID_GRANT, "wrong_pairing_code");
        }
        return client.authorize(request.scope().orElse(""), request.resources());
    }
}
