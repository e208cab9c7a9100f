package io.tokenmint.quickstart;

import io.tokenmint.CachingClientStore;
import io.tokenmint.ClientRegistrar;
import io.tokenmint.RegisteredClient;
import java.time.Duration;

/** Gives a client a new secret in place of those it has. */
final class Rotation {
    private Rotation() {}

    /** The text that shows the new secret, for the only time. */
    static String rotate(String clientId, Stores stores, ClientRegistrar registrar) throws BadOptionException {
        if (stores.clients().find(clientId).isEmpty()) {
            throw new BadOptionException(
                    "there is no client with the id of --rotate-secret: start without it to see the ids");
        }
        RegisteredClient rotated = registrar.rotateSecret(clientId, Duration.ZERO);
        return """
                The new secret of the client, shown only now:

                client_id: %s
                client_secret: %s

                The one before is not good any more. A running server follows within %d seconds.
                """.formatted(rotated.clientId(), rotated.secret(), CachingClientStore.DEFAULT_MAX_AGE.toSeconds());
    }
}
