package io.tokenmint.quickstart;

import java.util.Arrays;
import java.util.Optional;

/** What can be set, as a flag or through the environment; an empty name where only the other way is open. */
enum Option {
    PORT("--port", "PORT", "where to listen; 0 for any free port (default 8080)"),
    CLIENT_ID("--client-id", "TOKENMINT_CLIENT_ID", "the id of the client (default: generated)"),
    CLIENT_SECRET(
            "--client-secret",
            "TOKENMINT_CLIENT_SECRET",
            "its secret (default: generated); other users see flags, so prefer the variable"),
    TENANT("--tenant", "TOKENMINT_TENANT", "its tenant (default acme)"),
    SCOPES("--scopes", "TOKENMINT_SCOPES", "its scopes, separated by spaces (default two for show)"),
    ANSWER("--answer", "TOKENMINT_ANSWER", "service (seven fields, default) or strict (no refresh fields)"),
    ISSUER("--issuer", "TOKENMINT_ISSUER", "the URL that clients know it by (default http://127.0.0.1:PORT)"),
    DATA("--data", "TOKENMINT_DATA", "a folder to keep everything in, for trials (default: kept in memory)"),
    JDBC_URL("--jdbc-url", "TOKENMINT_JDBC_URL", "a PostgreSQL or MariaDB database to keep everything in"),
    JDBC_USER("", "TOKENMINT_JDBC_USER", "who logs in there"),
    JDBC_PASSWORD("", "TOKENMINT_JDBC_PASSWORD", "with which password"),
    ROTATE_SECRET("--rotate-secret", "", "print a new secret of the client with this id, and end");

    private final String flag;
    private final String variable;
    private final String meaning;

    Option(String flag, String variable, String meaning) {
        this.flag = flag;
        this.variable = variable;
        this.meaning = meaning;
    }

    static Optional<Option> ofFlag(String flag) {
        return Arrays.stream(values())
                .filter(option -> !flag.isEmpty() && option.flag.equals(flag))
                .findFirst();
    }

    String flag() {
        return flag;
    }

    String variable() {
        return variable;
    }

    String help() {
        return String.format("  %-16s %-24s %s", flag, variable, meaning);
    }
}
