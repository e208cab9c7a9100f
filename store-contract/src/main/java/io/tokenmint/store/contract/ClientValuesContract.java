package io.tokenmint.store.contract;

import static io.tokenmint.store.contract.Clients.client;
import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A client store keeps every component of a client. */
public interface ClientValuesContract extends ClientStoreContract {
    /** A client with something in every component comes back with all of it. */
    @Test
    default void keepsEveryComponent() {
        keeps(Clients.everything());
    }

    /** A client with nothing but its id comes back with nothing added. */
    @Test
    default void keepsAClientThatMayDoNothing() {
        keeps(Client.builder(Clients.id()).build());
    }

    /** Sixteen secrets come back in their order, with ids that differ in letter case and hashes of 512 characters. */
    @Test
    default void keepsManySecrets() {
        keeps(client().toBuilder().secrets(Clients.secrets(Client.MAX_SECRETS)).build());
    }

    /** Times come back to the millisecond, also before 1970 and after 2106; a secret that never expires has no such time. */
    @Test
    default void keepsInstantsToTheMillisecond() {
        for (String time : List.of(
                "2026-11-23T10:00:00.123456789Z",
                "1969-12-31T23:59:59.999Z",
                "2038-01-19T03:14:08.001Z",
                "2106-02-07T06:28:16.001Z")) {
            Instant instant = Instant.parse(time);
            ClientSecret never = new ClientSecret("never", "{sha256}a", instant, instant, Optional.empty());
            ClientSecret once = new ClientSecret("once", "{sha256}b", instant, instant, Optional.of(instant));
            keeps(client().toBuilder()
                    .createdAt(instant)
                    .secrets(List.of(never, once))
                    .build());
        }
    }

    /** Each setting comes back with each of its values, and one that is not set stays unset. */
    @Test
    default void keepsEverySetting() {
        ClientSettings none = ClientSettings.none();
        for (ClientSettings settings : List.of(
                none,
                none.withTokenLifetime(Duration.ofSeconds(1)),
                none.withTokenLifetime(Duration.ofDays(3_650)),
                none.withSessionIdleTime(Duration.ofSeconds(1)),
                none.withSessionIdleTime(Duration.ofDays(3_650)),
                none.withIdleExpiry(true),
                none.withIdleExpiry(false))) {
            keeps(client().toBuilder().settings(settings).build());
        }
        for (AnswerShape shape : AnswerShape.values()) {
            keeps(client().toBuilder().settings(none.withAnswerShape(shape)).build());
        }
        for (ScopePolicy policy : ScopePolicy.values()) {
            keeps(client().toBuilder().settings(none.withScopePolicy(policy)).build());
        }
    }

    /** The rights of a resource server come back, whichever of the two lists is empty. */
    @Test
    default void keepsIntrospectionRights() {
        Set<String> audiences = Set.of("https://api.example/", "urn:a", "urn:A");
        Set<String> tenants = Set.of("acme", "Acme", "acme.eu");
        for (IntrospectionRights rights : List.of(
                new IntrospectionRights(audiences, tenants),
                new IntrospectionRights(audiences, Set.of()),
                new IntrospectionRights(Set.of(), tenants))) {
            keeps(client().toBuilder().introspection(rights).build());
        }
    }

    /** Each way to authenticate comes back, alone and together. */
    @Test
    default void keepsAuthenticationMethodsAndGrantTypes() {
        for (AuthenticationMethod method : AuthenticationMethod.values()) {
            keeps(client().toBuilder()
                    .authenticationMethods(method)
                    .grantTypes("client_credentials", method.value(), "a b", "a,b")
                    .build());
        }
    }

    /** Scopes of any length up to the greatest come back in their order. */
    @Test
    default void keepsScopesOfFourThousandCharacters() {
        for (Scope scope : List.of(
                Scope.empty(),
                Scope.of("b", "a"),
                Scope.of("a", "b"),
                StoredTokens.scope(4_000),
                StoredTokens.scope(Scope.MAX_LENGTH))) {
            keeps(client().toBuilder().scope(scope).build());
        }
    }

    /** Audiences come back in their order, however many, with the default among them. */
    @Test
    default void keepsAudiences() {
        String[] many = IntStream.range(0, 20)
                .mapToObj(i -> "https://" + "a".repeat(500) + "/" + (20 - i))
                .toArray(String[]::new);

        keeps(client().toBuilder().audiences("urn:b", "urn:a").build());
        keeps(client().toBuilder().audiences(many).defaultAudience(many[7]).build());
    }

    /** The version is kept as it is given, and so is the generation: any number of 64 bits. */
    @Test
    default void keepsVersionAndGeneration() {
        for (long generation : new long[] {0, 1, -1, Long.MIN_VALUE, Long.MAX_VALUE}) {
            keeps(client().toBuilder()
                    .version(1_000_000_000_000L)
                    .generation(generation)
                    .build());
        }
    }

    private void keeps(Client client) {
        given(client);
        Client found = clients().find(client.id()).orElseThrow();

        assertThat(found).isEqualTo(client);
        assertThat(found.scope()).hasToString(client.scope().toString());
    }
}
