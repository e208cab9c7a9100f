package io.tokenmint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenmint.spi.Authorization;
import io.tokenmint.spi.ClientSettings;
import io.tokenmint.spi.Scope;
import io.tokenmint.spi.TokenKey;
import io.tokenmint.store.memory.MemoryTokenStore;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenConformanceTest {
    private final Fixture fixture = new Fixture();

    @Test
    @DisplayName("TOK-01 TOK-04 a token is its slot and 192 random bits, and nothing else")
    void aTokenIsItsSlotAndRandomBits() {
        byte[] random = new byte[TokenFormat.RANDOM_BYTES];
        Arrays.fill(random, (byte) 0xA5);

        byte[] decoded = Base64.getUrlDecoder().decode(new ExpiringTokenFormat().mint(0x01_02_03, random));

        assertThat(decoded).hasSize(27).startsWith(1, 2, 3);
        assertThat(Arrays.copyOfRange(decoded, 3, 27)).isEqualTo(random);
    }

    @Test
    @DisplayName("TOK-02 the random bits come of the secure source of the settings, 440 of its bits for 64 tokens")
    void theRandomBitsAreDrawnFromTheSecureSource() {
        CountingRandom source = new CountingRandom();
        Fixture counted = new Fixture(settings -> settings.random(source));
        RegisteredClient acme = counted.acme();

        Set<Integer> drawn = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            byte[] token = Base64.getUrlDecoder().decode(counted.token(acme));
            drawn.add(ByteBuffer.wrap(token, 3, 4).getInt());
        }

        assertThat(new SecureRandom().getAlgorithm()).isNotBlank();
        assertThat(drawn).hasSize(200);
        assertThat(source.bytes).isGreaterThanOrEqualTo(200 / 64 * 55);
    }

    /** Numbers its words, so that no seed comes twice. */
    private static final class CountingRandom extends SecureRandom {
        private static final long serialVersionUID = 1L;

        private int word;
        private int bytes;

        @Override
        public synchronized void nextBytes(byte[] target) {
            bytes += target.length;
            for (int i = 0; i + 4 <= target.length; i += 4) {
                ByteBuffer.wrap(target).putInt(i, word++);
            }
        }
    }

    @Test
    @DisplayName("TOK-03 a million tokens differ, are of one length, and their random characters are evenly spread")
    void aMillionTokensDiffer() {
        int count = 1_000_000;
        TokenMinter minter = new TokenMinter(fixture.settings, new ScratchPool());
        Authorization authorization = new Authorization("acme", 0, Scope.of("a"), List.of(), Duration.ofHours(4), "");
        Set<TokenKey> keys = new HashSet<>(count * 2);
        Set<Integer> lengths = new HashSet<>();
        int[][] frequencies = new int[36][128];
        for (int i = 0; i < count; i++) {
            TokenMinter.Minted minted = minter.mint(authorization, Fixture.START);
            lengths.add(minted.token().length());
            keys.add(minted.stored().key());
            for (int position = 4; position < 36; position++) {
                frequencies[position][minted.token().charAt(position)]++;
            }
        }

        assertThat(keys.size()).isEqualTo(count);
        assertThat(lengths).containsExactly(36);
        for (int position = 4; position < 36; position++) {
            // 63 degrees of freedom: 150 is passed by chance about once in 10^8 positions.
            assertThat(chiSquare(frequencies[position], count)).isLessThan(150);
        }
    }

    private static double chiSquare(int[] frequencies, int count) {
        double expected = count / 64.0;
        double sum = 0;
        for (int frequency : frequencies) {
            sum += frequency == 0 ? 0 : (frequency - expected) * (frequency - expected) / expected;
        }
        return sum;
    }

    @Test
    @DisplayName("TOK-05 TOK-06 the store knows a token by its slot and the hash of its text, and has nothing usable")
    void theStoreKnowsATokenByItsHash() throws Exception {
        String token = fixture.token(fixture.acme());
        byte[] hash =
                MessageDigest.getInstance("SHA-256").digest(token.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        TokenKey key = TokenKey.of(TokenKey.slotOf(Instant.parse("2026-11-23T14:00:01Z")), hash);

        assertThat(fixture.tokens.find(key))
                .hasValueSatisfying(stored -> assertThat(stored.toString()).doesNotContain(token));
    }

    @Test
    @DisplayName("TOK-07 RESP-06 a token is good at the second it promised and inactive exactly at its expiry")
    void aTokenIsInactiveExactlyAtItsExpiry() {
        RegisteredClient acme = fixture.acme();
        TokenResponse.Issued issued = (TokenResponse.Issued) fixture.issue(acme, "");
        Instant promised = Fixture.START.plusSeconds(issued.expiresIn());
        Instant expiry = Instant.parse("2026-11-23T14:00:01Z");

        fixture.clock.set(promised);
        assertThat(fixture.isActive(issued.accessToken())).isTrue();
        fixture.clock.set(expiry.minusMillis(1));
        assertThat(fixture.isActive(issued.accessToken())).isTrue();
        fixture.clock.set(expiry);
        assertThat(fixture.isActive(issued.accessToken())).isFalse();
        assertThat(fixture.reason()).isEqualTo("expired");
    }

    @Test
    @DisplayName("TOK-07 a token issued at a whole second lives exactly its lifetime")
    void aTokenIssuedAtAWholeSecondLivesExactlyItsLifetime() {
        RegisteredClient acme = fixture.acme();
        Instant whole = Instant.parse("2026-11-23T10:00:00Z");
        fixture.clock.set(whole);
        String token = fixture.token(acme);

        fixture.clock.set(whole.plusSeconds(14_400).minusMillis(1));
        assertThat(fixture.isActive(token)).isTrue();
        fixture.clock.set(whole.plusSeconds(14_400));
        assertThat(fixture.isActive(token)).isFalse();
    }

    @Test
    void aFormatMayUseAThousandAndTwentyFourCharactersAndNoMore() {
        Fixture longest = new Fixture(settings -> settings.tokenFormat(new PaddedFormat(1_024)));
        String token = longest.token(longest.acme());

        assertThat(token).hasSize(1_024);
        assertThat(longest.isActive(token)).isTrue();
        assertThat(longest.isActive(token + ".")).isFalse();
        assertThatThrownBy(() -> new Fixture(settings -> settings.tokenFormat(new PaddedFormat(1_025))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("mend the format");
    }

    /** The default format with dots behind it. */
    private record PaddedFormat(int length) implements TokenFormat {
        private static final TokenFormat PLAIN = new ExpiringTokenFormat();

        @Override
        public String mint(int slot, byte[] random) {
            String text = PLAIN.mint(slot, random);
            return text + ".".repeat(length - text.length());
        }

        @Override
        public OptionalInt slot(String token) {
            return PLAIN.slot(token.substring(0, 36));
        }
    }

    @Test
    @DisplayName("TOK-07 a purged token never returns, even when the clock steps back")
    void aPurgedTokenNeverReturns() {
        String token = fixture.token(fixture.acme());
        fixture.tokens.deleteExpired(Fixture.START.plus(Duration.ofHours(6)), 1_000);

        assertThat(fixture.isActive(token)).isFalse();
    }

    @Test
    @DisplayName("TOK-08 the lifetime is chosen per client, four hours by default")
    void theLifetimeIsChosenPerClient() {
        RegisteredClient acme =
                fixture.acme(client -> client.settings(ClientSettings.none().withTokenLifetime(Duration.ofHours(1))));
        RegisteredClient other = fixture.registrar.register(client -> client.scope(Scope.of("a")));

        assertThat(((TokenResponse.Issued) fixture.issue(acme, "")).expiresIn()).isEqualTo(3_599);
        assertThat(((TokenResponse.Issued) fixture.issue(other, "")).expiresIn())
                .isEqualTo(14_399);
    }

    @Test
    @DisplayName("TOK-09 expired tokens leave the store by themselves as new ones come")
    void expiredTokensLeaveTheStore() {
        RegisteredClient acme = fixture.acme();
        for (int hour = 0; hour < 48; hour++) {
            fixture.token(acme);
            fixture.clock.advance(Duration.ofHours(1));
        }

        assertThat(fixture.tokens.size()).isLessThanOrEqualTo(6);
    }

    @Test
    @DisplayName("TOK-10 the tokens of a disabled or deleted client are inactive at the next check")
    void theTokensOfADisabledClientAreInactive() {
        String token = fixture.token(fixture.acme());

        fixture.registrar.disable("acme");
        assertThat(fixture.isActive(token)).isFalse();
        assertThat(fixture.reason()).isEqualTo("client_disabled");

        fixture.registrar.enable("acme");
        assertThat(fixture.isActive(token)).isTrue();

        fixture.registrar.delete("acme");
        assertThat(fixture.isActive(token)).isFalse();
        assertThat(fixture.reason()).isEqualTo("client_deleted");
    }

    @Test
    @DisplayName("TOK-11 a token of one service is inactive at another")
    void aTokenOfOneServiceIsInactiveAtAnother() {
        String token = fixture.token(fixture.acme());

        assertThat(new TokenService(fixture.clients, new MemoryTokenStore(), fixture.settings).introspect(token))
                .isInstanceOf(Introspection.Inactive.class);
    }

    @Test
    @DisplayName("TOK-12 what a token may do is fixed when it is issued and never widened")
    void whatATokenMayDoIsFixedWhenItIsIssued() {
        RegisteredClient acme = fixture.acme();
        String token = ((TokenResponse.Issued) fixture.issue(acme, "a.read")).accessToken();

        fixture.registrar.update("acme", client -> client.scope(Scope.of("a.read", "a.write", "b")));

        assertThat(fixture.service.introspect(token))
                .isInstanceOfSatisfying(
                        Introspection.Active.class,
                        active -> assertThat(active.scope()).isEqualTo(Scope.of("tenant=acme", "a.read")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "not-a-token-but-of-the-right-length!",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "________________________________________",
                "\u0130AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            })
    void aTextThatCannotBeALiveTokenCostsNoLookUp(String text) {
        assertThat(fixture.isActive(text)).isFalse();
        assertThat(fixture.reason()).isEqualTo("malformed");
        assertThat(fixture.service.revoke(text)).isFalse();
    }

    @Test
    void aSlotOutsideTheLongestLifetimeCostsNoLookUpAndOneInsideDoes() {
        int minute = (int) (Fixture.START.getEpochSecond() / 60);
        int longest = (int) Duration.ofDays(30).toMinutes();

        assertThat(lookedUp(minute - 6)).isFalse();
        assertThat(lookedUp(minute - 5)).isTrue();
        assertThat(lookedUp(minute + longest + 6)).isTrue();
        assertThat(lookedUp(minute + longest + 7)).isFalse();
    }

    @Test
    void aTokenFromBeforeTheLongestLifetimeWasLoweredCanBeRevoked() {
        RegisteredClient acme = fixture.acme();
        TokenService before = serviceOf(Duration.ofDays(3_650), Duration.ofDays(3_650));
        TokenService after = serviceOf(Duration.ofHours(1), Duration.ofHours(1));
        String byTheHost = tokenOf(before, acme);
        String byItsClient = tokenOf(before, acme);

        assertThat(after.introspect(byTheHost)).isInstanceOf(Introspection.Inactive.class);
        assertThat(after.revoke(byTheHost)).isTrue();
        assertThat(after.revoke(byItsClient, Caller.vouchedFor(acme.client()))).isTrue();
        assertThat(before.introspect(byTheHost)).isInstanceOf(Introspection.Inactive.class);
        assertThat(before.introspect(byItsClient)).isInstanceOf(Introspection.Inactive.class);
    }

    private TokenService serviceOf(Duration lifetime, Duration longest) {
        return new TokenService(
                fixture.clients,
                fixture.tokens,
                TokenSettings.builder()
                        .clock(fixture.clock)
                        .tokenLifetime(lifetime)
                        .maxTokenLifetime(longest)
                        .build());
    }

    private static String tokenOf(TokenService service, RegisteredClient client) {
        TokenRequest request = TokenRequest.clientCredentials(client.clientId(), client.secret());
        return ((TokenResponse.Issued) service.issue(request)).accessToken();
    }

    private boolean lookedUp(int minute) {
        fixture.isActive(new ExpiringTokenFormat().mint(minute & 0xFF_FFFF, new byte[24]));
        return fixture.reason().equals("unknown");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2038-01-19T03:14:07Z",
                "2038-01-19T03:14:08Z",
                "2106-02-07T06:28:15Z",
                "2106-02-07T06:28:16Z",
                "2026-12-31T23:59:59.999Z",
                "2033-11-27T00:00:00Z",
                "2033-10-18T05:35:59Z"
            })
    @DisplayName("SEC-19 tokens work across the ends of 32-bit seconds and of the slot's 24 bits")
    void tokensWorkAcrossTheEndsOfNumbers(Instant time) {
        RegisteredClient acme = fixture.acme();
        fixture.clock.set(time);
        String token = fixture.token(acme);

        assertThat(fixture.isActive(token)).isTrue();
        fixture.clock.advance(Duration.ofSeconds(14_399));
        assertThat(fixture.isActive(token)).isTrue();
        fixture.clock.advance(Duration.ofSeconds(2));
        assertThat(fixture.isActive(token)).isFalse();
    }

    @Test
    @DisplayName("SEC-19 a token crosses the point where the slot's 24 bits begin again")
    void aTokenCrossesThePointWhereTheSlotBeginsAgain() {
        long wrap = (((Fixture.START.getEpochSecond() / 60) >> 24) + 1) * (60L << 24);
        RegisteredClient acme = fixture.acme();
        fixture.clock.set(Instant.ofEpochSecond(wrap - 3_600));
        String token = fixture.token(acme);

        assertThat(fixture.isActive(token)).isTrue();
        fixture.clock.set(Instant.ofEpochSecond(wrap + 3_600));
        assertThat(fixture.isActive(token)).isTrue();
    }

    @Test
    @DisplayName("SEC-19 a clock that steps back an hour takes no token away")
    void aClockThatStepsBackTakesNoTokenAway() {
        RegisteredClient acme = fixture.acme();
        String token = fixture.token(acme);
        fixture.clock.advance(Duration.ofHours(-1));

        assertThat(fixture.isActive(token)).isTrue();
        assertThat(fixture.isActive(fixture.token(acme))).isTrue();
    }
}
