package io.tokenmint.example.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tokenmint.spi.Client;
import io.tokenmint.spi.ClientSecret;
import io.tokenmint.spi.IntrospectionRights;
import io.tokenmint.spi.Scope;
import io.tokenmint.spi.StoreException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is not the whole of a record is none. */
class JsonTest {
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    private static final Client CLIENT = Client.builder("acme")
            .secrets(List.of(new ClientSecret("key", "{sha256}hash", NOW, NOW, Optional.empty())))
            .scope(Scope.of("order.order_read"))
            .introspection(new IntrospectionRights(Set.of("urn:a"), Set.of()))
            .build();
    private static final Pattern MEMBER =
            Pattern.compile("\"[A-Za-z]+\":(null|true|[0-9]+|\\[[^\\[\\]]*]|\"[^\"]*\"),");

    @Test
    void readsWhatItWrote() {
        assertThat(Json.parse(Json.of(CLIENT), Client.class)).isEqualTo(CLIENT);
    }

    @Test
    void refusesTextThatIsCutShort() {
        String text = Json.of(CLIENT);
        for (int length = 0; length < text.length(); length++) {
            refuses(text.substring(0, length));
        }
    }

    @Test
    void refusesTextWithoutOneOfItsMembers() {
        String text = Json.of(CLIENT);
        List<MatchResult> members = MEMBER.matcher(text).results().toList();

        assertThat(members).hasSizeGreaterThan(10);
        for (MatchResult member : members) {
            refuses(text.substring(0, member.start()) + text.substring(member.end()));
        }
    }

    @Test
    void refusesAMemberThatOnlyANewerVersionKnows() {
        refuses("{\"onlyOnMondays\":true," + Json.of(CLIENT).substring(1));
    }

    @Test
    void refusesValuesThatNoClientHas() {
        String text = Json.of(CLIENT);
        refuses(text.replace("\"acme\"", "\"\""));
        refuses(text.replace("\"acme\"", "null"));
        refuses(text.replace("\"order.order_read\"", "\"tenant=other\""));
        refuses(text.replace("{sha256}hash", ""));
        refuses("null");
    }

    private static void refuses(String text) {
        assertThatExceptionOfType(StoreException.class)
                .as(text)
                .isThrownBy(() -> Json.parse(text, Client.class))
                .withNoCause()
                .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain("hash", "acme"));
    }
}
