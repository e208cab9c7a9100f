package io.tokenmint.store.contract;

import io.tokenmint.spi.AnswerShape;
import io.tokenmint.spi.AuthenticationMethod;
import io.tokenmint.spi.Client;
import io.tokenmint.spi.ClientSecret;
import io.tokenmint.spi.ClientSettings;
import io.tokenmint.spi.IntrospectionRights;
import io.tokenmint.spi.Scope;
import io.tokenmint.spi.ScopePolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

/** Clients to keep, each under an id nobody had before. */
final class Clients {
    static final Instant CREATED_AT = Instant.parse("2026-11-23T10:00:00.123Z");

    /** Ids that a collation, a padded column, a query or a path might confuse. */
    static final List<String> CONFUSABLE_IDS = List.of(
            "acme",
            "Acme",
            "ACME",
            "acme ",
            "acme  ",
            " acme",
            "acme client:1",
            "acme%",
            "acm_",
            "a'cme",
            "a\"cme",
            "a\\cme",
            "acme;--",
            "${acme}",
            "acme/..",
            "null",
            "0",
            "00",
            "1e0",
            "~",
            " ");

    private Clients() {}

    static String id() {
        return "c-" + UUID.randomUUID();
    }

    static Client client() {
        return Client.builder(id())
                .generation(7)
                .createdAt(CREATED_AT)
                .scope(Scope.of("catalog.read"))
                .build();
    }

    /** A client with something in every component. */
    static Client everything() {
        return client().toBuilder()
                .version(41)
                .generation(Long.MIN_VALUE + 1)
                .enabled(false)
                .secrets(secrets(3))
                .authenticationMethods(AuthenticationMethod.values())
                .grantTypes("client_credentials", "urn:ietf:params:oauth:grant-type:token-exchange")
                .scope(Scope.of("z.last_first", "catalog.read", "custom.{type}_read_own"))
                .tenant("Acme-1.eu_west")
                .audiences("https://b.example/", "urn:a")
                .defaultAudience("urn:a")
                .introspection(new IntrospectionRights(Set.of("urn:a", "urn:b"), Set.of("Acme", "acme")))
                .settings(ClientSettings.none()
                        .withTokenLifetime(Duration.ofDays(3_650))
                        .withAnswerShape(AnswerShape.STRICT)
                        .withScopePolicy(ScopePolicy.STRICT)
                        .withSessionIdleTime(Duration.ofSeconds(1))
                        .withIdleExpiry(true))
                .build();
    }

    static List<ClientSecret> secrets(int count) {
        return IntStream.range(0, count).mapToObj(Clients::secret).toList();
    }

    private static ClientSecret secret(int number) {
        String hash = "$argon2id$v=19$m=65536,t=3,p=4$" + "A/+".repeat(number) + "'\\%_" + number;
        Optional<Instant> expiresAt =
                number % 2 == 0 ? Optional.empty() : Optional.of(CREATED_AT.plus(Duration.ofDays(40_000)));
        return new ClientSecret(
                // not in the order of their ids, which differ in letter case only
                number % 2 == 0 ? "Key_" + (99 - number) : "key_" + (99 - number),
                hash + "x".repeat(number == 0 ? 512 - hash.length() : 0),
                CREATED_AT.plusMillis(number),
                CREATED_AT.minusMillis(number),
                expiresAt);
    }
}
