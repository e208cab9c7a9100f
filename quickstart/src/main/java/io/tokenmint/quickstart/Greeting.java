package io.tokenmint.quickstart;

import java.net.URI;
import java.util.Optional;

/**
 * What a newcomer reads and pastes. The one place where a generated secret is shown; a chosen one is not repeated.
 *
 * @param tenant the client's tenant
 * @param clientId the client
 * @param generatedSecret its secret, unless it was chosen
 */
record Greeting(String tenant, String clientId, Optional<String> generatedSecret) {
    String text(URI address) {
        return """
                Tokenmint listens on %1$s and keeps everything in memory. Get a token
                (the command holds the client's id and secret; a generated secret is shown only now):

                curl -i -X POST '%1$s/oauth/token' \\
                  -H 'Content-Type: application/x-www-form-urlencoded' \\
                  %2$s %3$s \\
                  -d 'grant_type=client_credentials' -d 'scope=tenant=%4$s'

                Show it to the demo resource:

                curl -i '%1$s/hello' -H 'Authorization: Bearer {access_token}'
                """.formatted(address, data("client_id", clientId), secretArgument(), tenant);
    }

    private String secretArgument() {
        return generatedSecret
                .map(secret -> data("client_secret", secret))
                .orElse("--data-urlencode \"client_secret=$" + Option.CLIENT_SECRET.variable() + "\"");
    }

    private static String data(String name, String value) {
        return value.matches("[A-Za-z0-9._-]+")
                ? "-d '" + name + "=" + value + "'"
                : "--data-urlencode '" + name + "=" + value.replace("'", "'\\''") + "'";
    }

    /**
     * The greeting without the secret.
     *
     * @return whom it is for
     */
    @Override
    public String toString() {
        return "Greeting[tenant=" + tenant + ", clientId=" + clientId + "]";
    }
}
