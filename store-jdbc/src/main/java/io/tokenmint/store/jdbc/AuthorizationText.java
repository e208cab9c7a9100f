package io.tokenmint.store.jdbc;

import io.tokenmint.spi.Authorization;
import io.tokenmint.spi.Scope;
import java.time.Duration;
import java.util.List;

/**
 * An authorization as text, in four lines of {@link Words}: version of this form, client, generation and lifetime in seconds;
 * the scope; the audience; the details. Different authorizations have different texts.
 */
final class AuthorizationText {
    private static final String VERSION = "1";

    private AuthorizationText() {}

    static String of(Authorization authorization) {
        return String.join(
                "\n",
                Words.join(List.of(
                        VERSION,
                        authorization.clientId(),
                        Long.toString(authorization.generation()),
                        Long.toString(authorization.lifetime().toSeconds()))),
                Words.join(authorization.scope().tokens()),
                Words.join(authorization.audience()),
                Words.join(List.of(authorization.details())));
    }

    static Authorization parse(String text) {
        String[] lines = text.split("\n", -1);
        List<String> head = Words.split(lines[0]);
        if (!head.get(0).equals(VERSION)) {
            throw new IllegalArgumentException("an authorization of form " + head.get(0) + ", which is newer");
        }
        return new Authorization(
                head.get(1),
                Long.parseLong(head.get(2)),
                Scope.of(Words.split(lines[1])),
                Words.split(lines[2]),
                Duration.ofSeconds(Long.parseLong(head.get(3))),
                Words.split(lines[3]).get(0));
    }
}
