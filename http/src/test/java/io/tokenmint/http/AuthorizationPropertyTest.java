package io.tokenmint.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.tokenmint.http.AccessDecision.Denied;
import io.tokenmint.http.AccessDecision.Granted;
import io.tokenmint.spi.Scope;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever stands in the header, the guard answers, and as the grammar of RFC 6750 section 2.1 says. */
class AuthorizationPropertyTest {
    private static final int HEADERS = 100_000;
    private static final Pattern BEARER = Pattern.compile("[ \t]*(?i:bearer) +[A-Za-z0-9._~+/-]+=*[ \t]*");
    private static final Pattern BEARER_SCHEME =
            Pattern.compile("[ \t]*(?i:bearer)([^A-Za-z0-9!#$%&'*+.^_`|~-].*)?", Pattern.DOTALL);
    private static final TokenFacts FACTS = new TokenFacts("acme", Scope.empty(), List.of(), Optional.empty());

    /** Lets in every token, so that a grant shows that the header was understood. */
    private final BearerGuard guard =
            BearerGuard.builder(token -> Optional.of(FACTS)).build();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 20_261_123})
    @DisplayName("BEAR-01 BEAR-03 BEAR-06 of random headers each gets the one answer the grammar asks for")
    void answersRandomHeadersAsTheGrammarSays(long seed) {
        AuthorizationHeaders headers = new AuthorizationHeaders(seed);
        Map<AccessError, Integer> denials = new EnumMap<>(AccessError.class);
        for (int i = 0; i < HEADERS; i++) {
            if (check(headers.next()) instanceof Denied denied) {
                denials.merge(denied.error(), 1, Integer::sum);
            }
        }
        assertThat(denials).containsOnlyKeys(AccessError.NO_CREDENTIALS, AccessError.INVALID_REQUEST);
        assertThat(denials.values()).allSatisfy(count -> assertThat(count).isBetween(HEADERS / 20, HEADERS * 3 / 4));
    }

    @FuzzTest
    void answersAnyHeaderAsTheGrammarSays(FuzzedDataProvider data) {
        check(data.consumeRemainingAsString());
    }

    private AccessDecision check(String header) {
        AccessDecision decision = guard.decide(Access.with(header).request());
        if (BEARER.matcher(header).matches() && header.length() < BearerCredentials.MAX_TOKEN_LENGTH) {
            assertThat(decision).isEqualTo(new Granted(FACTS));
        } else {
            AccessError error =
                    BEARER_SCHEME.matcher(header).matches() ? AccessError.INVALID_REQUEST : AccessError.NO_CREDENTIALS;
            assertThat(((Denied) decision).error()).as(header).isEqualTo(error);
        }
        return decision;
    }
}
