package io.tokenmint.store.contract;

import static io.tokenmint.store.contract.StoredTokens.AUTHORIZATION;
import static io.tokenmint.store.contract.StoredTokens.LIFETIME;
import static io.tokenmint.store.contract.StoredTokens.NOW;
import static io.tokenmint.store.contract.StoredTokens.token;
import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmint.spi.Authorization;
import io.tokenmint.spi.Scope;
import io.tokenmint.spi.StoredToken;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a token store is given comes back unchanged. */
public interface TokenValuesContract extends TokenStoreSubject {
    /** {@code find} answers the token that {@code insert} kept, not used yet. */
    @Test
    default void findsWhatWasInserted() {
        StoredToken token = token();

        tokens().insert(token);

        assertThat(tokens().find(token.key())).contains(token);
    }

    /** A key that was never inserted is an empty answer and not an error. */
    @Test
    default void findsNothingThatWasNotInserted() {
        assertThat(tokens().find(token().key())).isEmpty();
    }

    /** Times come back with all their milliseconds, and what is finer never was in the token. */
    @Test
    default void keepsInstantsToTheMillisecond() {
        Instant issuedAt = NOW.plusNanos(123_456_789);
        for (long millis : new long[] {0, 1, 500, 999, 59_001, 59_999, 60_000, 60_001}) {
            findsAgain(token(issuedAt, NOW.plusMillis(3_600_000 + millis)));
        }
    }

    /** Times after January 2038 and after February 2106 are times like any other. */
    @Test
    default void keepsInstantsBeyond2038And2106() {
        for (String time : List.of("2038-01-19T03:14:07.999Z", "2038-01-19T03:14:08Z", "2106-02-07T06:28:16.001Z")) {
            findsAgain(token(Instant.parse(time).minus(LIFETIME), Instant.parse(time)));
        }
    }

    /** A token may end the moment it is issued, and may live for ten years. */
    @Test
    default void keepsTheShortestAndTheLongestLifetime() {
        findsAgain(token(NOW, NOW));
        findsAgain(token(NOW, NOW.plusMillis(1)));
        findsAgain(token(NOW.plusMillis(1), NOW.plusSeconds(1).plus(Authorization.MAX_LIFETIME)));
    }

    /** A scope of 4,000 characters, such as every scope a large service knows, comes back unchanged. */
    @Test
    default void keepsScopesOfFourThousandCharacters() {
        findsAgain(withScope(StoredTokens.scope(4_000)));
    }

    /** So does the longest scope there is. */
    @Test
    default void keepsScopesOfTheGreatestLength() {
        findsAgain(withScope(StoredTokens.scope(Scope.MAX_LENGTH)));
        findsAgain(withScope(Scope.of("s".repeat(Scope.MAX_LENGTH))));
    }

    /** The empty scope stays empty. */
    @Test
    default void keepsTheEmptyScope() {
        findsAgain(withScope(Scope.empty()));
    }

    /** Scopes with the same tokens in another order are equal, and yet each token keeps its own order. */
    @Test
    default void keepsTheOrderOfScopeTokens() {
        for (String scope : List.of("b a", "a b", "b a", "B a")) {
            findsAgain(withScope(Scope.parse(scope)));
        }
    }

    /** 4,000 characters of details come back unchanged: quotes, line breaks, backslashes, emoji. */
    @Test
    default void keepsDetailsOfFourThousandCharacters() {
        findsAgain(withDetails(StoredTokens.details(Authorization.MAX_DETAILS_LENGTH)));
        findsAgain(withDetails("\ud83d\ude00".repeat(Authorization.MAX_DETAILS_LENGTH / 2)));
    }

    /** Details that differ in letter case, in spaces or in how a letter is composed are different details. */
    @Test
    default void keepsDetailsCharacterByCharacter() {
        for (String details : List.of("", " ", "  ", "d", "d ", " d", "D", "\u00e9", "e\u0301", "e", "\n", "null")) {
            findsAgain(withDetails(details));
        }
    }

    /** A list of resources comes back in its order, however long. */
    @Test
    default void keepsAudiences() {
        List<String> many = IntStream.range(0, 20)
                .mapToObj(i -> "https://" + "a".repeat(500) + "/" + i)
                .toList();
        for (List<String> audience :
                List.of(List.<String>of(), List.of("urn:b", "urn:a"), List.of("urn:a,urn:b"), many)) {
            findsAgain(token(new Authorization("acme", 7, Scope.of("a"), audience, LIFETIME, "")));
        }
    }

    /** A generation is any number of 64 bits. */
    @Test
    default void keepsEveryGeneration() {
        for (long generation : new long[] {0, 1, -1, Long.MIN_VALUE, Long.MAX_VALUE}) {
            findsAgain(token(new Authorization("acme", generation, Scope.of("a"), List.of(), LIFETIME, "")));
        }
    }

    /** The lifetime kept is the authorization's, whatever lies between issue and expiry. */
    @Test
    default void keepsTheLifetimeOfTheAuthorization() {
        for (Duration lifetime : List.of(Duration.ofSeconds(1), Duration.ofDays(1), Authorization.MAX_LIFETIME)) {
            findsAgain(token(new Authorization("acme", 7, Scope.of("a"), List.of(), lifetime, "")));
        }
    }

    /** Client ids are told apart by letter case and by every space. */
    @Test
    default void tellsClientIdsApart() {
        for (String id : Clients.CONFUSABLE_IDS) {
            findsAgain(token(new Authorization(id, 7, Scope.of("a"), List.of(), LIFETIME, "")));
        }
    }

    private StoredToken withScope(Scope scope) {
        return token(new Authorization("acme", 7, scope, AUTHORIZATION.audience(), LIFETIME, ""));
    }

    private StoredToken withDetails(String details) {
        return token(new Authorization("acme", 7, Scope.of("a"), List.of(), LIFETIME, details));
    }

    private void findsAgain(StoredToken token) {
        tokens().insert(token);
        StoredToken found = otherNode().find(token.key()).orElseThrow();

        assertThat(found).isEqualTo(token);
        assertThat(found.authorization().scope())
                .hasToString(token.authorization().scope().toString());
    }
}
