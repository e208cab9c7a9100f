package io.tokenmint;

import io.tokenmint.spi.Client;
import java.util.Optional;

/**
 * A client that asks about a token, or to revoke one, and has proved who it is: to
 * {@link TokenService#authenticate}, or to a host that authenticates callers itself and says so with {@link #vouchedFor}.
 *
 * @param client who asks
 * @param source where the request came from, if the host knows
 */
public record Caller(Client client, Optional<String> source) {
    /**
     * A caller that the host has authenticated.
     *
     * @param client who asks
     * @return the caller, from an unknown source
     */
    public static Caller vouchedFor(Client client) {
        return new Caller(client, Optional.empty());
    }
}
