package io.tokenmint.quickstart;

import java.net.URI;
import java.util.Optional;

/**
 * What a newcomer reads and pastes. The one place where a generated secret is shown; a chosen one is not repeated.
 *
 * @param storage where everything is kept
 * @param tenant the client's tenant, if it has one
 * @param clientId the client
 * @param secretArgument how the command sends its secret
 * @param known the ids of clients from an earlier start, one a line; empty when the client is a new one
 */
record Greeting(
        Storage storage, Optional<String> tenant, String clientId, String secretArgument, Optional<String> known) {
    /** For a secret that is not shown: whoever pastes the command has to put it in. */
    static final String PLACEHOLDER = "-d 'client_secret={client_secret}'";

    /** For a secret that the shell has. */
    static final String VARIABLE = "--data-urlencode \"client_secret=$" + Option.CLIENT_SECRET.variable() + "\"";

    String text(URI address) {
        return "Tokenmint listens on " + address + " and keeps everything " + storage.place() + ".\n" + promise()
                + known.map(this::knownClients).orElse("Get a token (" + secretNote() + "):\n")
                + commands(address);
    }

    private String promise() {
        return storage instanceof Storage.Folder
                ? "This is for trying out: H2 does not flush to disk on commit, so a crash may lose what it confirmed.\n"
                : "";
    }

    private String secretNote() {
        return secretArgument.equals(PLACEHOLDER) || secretArgument.equals(VARIABLE)
                ? "the secret is the one you chose"
                : "the command holds the client's id and secret; a generated secret is shown only now";
    }

    private String knownClients(String ids) {
        return """
                Clients that are registered already:

                %s

                Their secrets cannot be shown again. This prints a new secret for one of them, once%s:

                java -jar tokenmint-quickstart.jar %s --rotate-secret ID

                Get a token:
                """.formatted(
                ids,
                storage instanceof Storage.Folder ? " (stop this server first)" : "",
                storage instanceof Storage.Folder file ? "--data " + quoted("" + file.folder()) : "--jdbc-url URL");
    }

    private String commands(URI address) {
        return """

                curl -i -X POST '%1$s/oauth/token' \\
                  -H 'Content-Type: application/x-www-form-urlencoded' \\
                  %2$s %3$s \\
                  -d 'grant_type=client_credentials'%4$s

                Show it to the demo resource:

                curl -i '%1$s/hello' -H 'Authorization: Bearer {access_token}'
                """.formatted(
                        address,
                        clientArgument(),
                        secretArgument,
                        tenant.map(name -> " -d 'scope=tenant=" + name + "'").orElse(""));
    }

    private String clientArgument() {
        return clientId.matches("[A-Za-z0-9._-]+")
                ? "-d 'client_id=" + clientId + "'"
                : "--data-urlencode " + quoted("client_id=" + clientId);
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
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
