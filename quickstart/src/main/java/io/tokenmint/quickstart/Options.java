package io.tokenmint.quickstart;

import io.tokenmint.spi.AnswerShape;
import io.tokenmint.spi.Scope;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How the quickstart is to run. A flag comes before its environment variable; an empty variable counts as not set.
 *
 * @param port where to listen; 0 for any free port
 * @param clientId the id of the client, unless one is to be generated
 * @param clientSecret its secret, unless one is to be generated
 * @param secretInEnvironment whether that secret came from its variable
 * @param tenant its tenant
 * @param scope its scopes
 * @param answer the shape of the answers
 * @param issuer the URL that clients know the service by, unless it is the address it listens on
 * @param storage where clients and tokens are kept
 * @param rotateSecret the client that gets a new secret, when that is all there is to do
 */
record Options(
        int port,
        Optional<String> clientId,
        Optional<String> clientSecret,
        boolean secretInEnvironment,
        String tenant,
        Scope scope,
        AnswerShape answer,
        Optional<String> issuer,
        Storage storage,
        Optional<String> rotateSecret) {
    private static final int DEFAULT_PORT = 8080;

    static final String HELP = """
            Usage: java -jar tokenmint-quickstart.jar [options]

            Serves /oauth/token, /oauth/introspect, /oauth/revoke, /.well-known/oauth-authorization-server and
            /health on 127.0.0.1, and /hello for those who have a token.

              flag             variable                 meaning
            """
            + Arrays.stream(Option.values()).map(Option::help).collect(Collectors.joining("\n"))
            + "\n  --help                                    this text";

    static boolean asksForHelp(List<String> arguments) {
        return arguments.contains("--help");
    }

    static Options parse(List<String> arguments, Map<String, String> environment) throws BadOptionException {
        Map<Option, String> values = fromEnvironment(environment);
        Map<Option, String> flags = fromFlags(arguments);
        values.putAll(flags);
        requireWhatBelongsTogether(values);
        return new Options(
                port(values.get(Option.PORT)),
                Optional.ofNullable(values.get(Option.CLIENT_ID)),
                Optional.ofNullable(values.get(Option.CLIENT_SECRET)),
                values.containsKey(Option.CLIENT_SECRET) && !flags.containsKey(Option.CLIENT_SECRET),
                values.getOrDefault(Option.TENANT, "acme"),
                scope(values.getOrDefault(Option.SCOPES, "category.category_manage order.order_read")),
                answer(values.getOrDefault(Option.ANSWER, "service")),
                Optional.ofNullable(values.get(Option.ISSUER)),
                Storage.of(values),
                Optional.ofNullable(values.get(Option.ROTATE_SECRET)));
    }

    private static void requireWhatBelongsTogether(Map<Option, String> values) throws BadOptionException {
        if (values.containsKey(Option.CLIENT_SECRET) && !values.containsKey(Option.CLIENT_ID)) {
            throw new BadOptionException("a chosen secret needs a chosen id: add --client-id or TOKENMINT_CLIENT_ID");
        }
        if (values.containsKey(Option.ROTATE_SECRET)
                && !values.containsKey(Option.DATA)
                && !values.containsKey(Option.JDBC_URL)) {
            throw new BadOptionException(
                    "--rotate-secret needs to know where the clients are kept: add --data or --jdbc-url");
        }
    }

    private static Map<Option, String> fromEnvironment(Map<String, String> environment) {
        Map<Option, String> values = new EnumMap<>(Option.class);
        for (Option option : Option.values()) {
            String value = environment.get(option.variable());
            if (value != null && !value.isEmpty()) {
                values.put(option, value);
            }
        }
        return values;
    }

    private static Map<Option, String> fromFlags(List<String> arguments) throws BadOptionException {
        Map<Option, String> values = new EnumMap<>(Option.class);
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            String argument = rest.next();
            int equals = argument.indexOf('=');
            String flag = equals < 0 ? argument : argument.substring(0, equals);
            Option option = Option.ofFlag(flag).orElseThrow(() -> new BadOptionException(unknown(flag)));
            if (equals < 0 && !rest.hasNext()) {
                throw new BadOptionException(flag + " needs a value: write " + flag + " VALUE");
            }
            String value = equals < 0 ? rest.next() : argument.substring(equals + 1);
            if (value.isEmpty()) {
                throw new BadOptionException(flag + " needs a value that is not empty");
            }
            if (values.put(option, value) != null) {
                throw new BadOptionException(flag + " was given twice: give it once");
            }
        }
        return values;
    }

    private static String unknown(String flag) {
        // The text may be a secret that lost its flag, so it is shown only when it looks like a flag.
        return (flag.startsWith("--") ? "there is no option " + flag : "every value needs a flag before it")
                + ": see --help";
    }

    private static int port(@Nullable String text) throws BadOptionException {
        if (text == null) {
            return DEFAULT_PORT;
        }
        if (text.matches("[0-9]{1,5}") && Integer.parseInt(text) <= 65_535) {
            return Integer.parseInt(text);
        }
        throw new BadOptionException("the port (--port, PORT) is a number from 0 to 65535");
    }

    private static Scope scope(String text) throws BadOptionException {
        List<String> tokens =
                Arrays.stream(text.split(" ")).filter(token -> !token.isEmpty()).toList();
        if (!tokens.stream().allMatch(Scope::isToken)) {
            throw new BadOptionException(
                    "scopes (--scopes, TOKENMINT_SCOPES) are printable ASCII without quote and backslash,"
                            + " separated by spaces");
        }
        return Scope.of(tokens);
    }

    private static AnswerShape answer(String text) throws BadOptionException {
        return switch (text) {
            case "service" -> AnswerShape.SERVICE;
            case "strict" -> AnswerShape.STRICT;
            default -> throw new BadOptionException("the answer (--answer, TOKENMINT_ANSWER) is service or strict");
        };
    }

    /**
     * The options without the secret.
     *
     * @return what is safe to show
     */
    @Override
    public String toString() {
        return "Options[port=" + port + ", tenant=" + tenant + ", scope=" + scope + ", answer=" + answer + ", storage="
                + storage + "]";
    }
}
