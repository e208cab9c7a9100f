package io.tokenmint;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmint.spi.Authorization;
import io.tokenmint.spi.Client;
import io.tokenmint.spi.ClientSettings;
import io.tokenmint.spi.Scope;
import io.tokenmint.spi.StoreException;
import io.tokenmint.spi.StoredToken;
import io.tokenmint.spi.TokenKey;
import io.tokenmint.spi.TokenStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdleExpiryTest {
    private final Fixture fixture =
            new Fixture(settings -> settings.idleExpiry(true).sessionIdleTime(Duration.ofSeconds(120)));

    @Test
    @DisplayName("COMPAT-17 with idle expiry off, an unused token is active until it expires")
    void withIdleExpiryOffAnUnusedTokenIsActive() {
        Fixture off = new Fixture();
        String token = off.token(off.acme());
        off.clock.advance(Duration.ofHours(3));

        assertThat(off.isActive(token)).isTrue();
    }

    @Test
    @DisplayName("INTR-26 a token ends once it was unused for 1.25 times the idle time, and not a millisecond before")
    void aTokenEndsOnceItWasUnusedForTheIdleTimeAndAQuarter() {
        String token = fixture.token(fixture.acme());
        fixture.clock.set(Fixture.START.plusSeconds(150).minusMillis(1));
        assertThat(fixture.isActive(token)).isTrue();

        String unused = fixture.token(fixture.registrar.register(client -> client.tenant("b")));
        fixture.clock.advance(Duration.ofSeconds(150));
        assertThat(fixture.isActive(unused)).isFalse();
        assertThat(fixture.reason()).isEqualTo("idle");
    }

    @ParameterizedTest
    @CsvSource({"1, 1250, 250", "3, 3750, 750", "7, 8750, 1750", "3601, 4501250, 900250"})
    @DisplayName("INTR-26 a token ends, and its use is written, at the very millisecond, whatever a quarter comes to")
    void theEdgesAreExactToTheMillisecond(int idleSeconds, long endsAfter, long writtenAfter) {
        fixture.acme(
                client -> client.settings(ClientSettings.none().withSessionIdleTime(Duration.ofSeconds(idleSeconds))));
        Client client = fixture.clients.find("acme").orElseThrow();
        IdleExpiry idle = new IdleExpiry(fixture.settings);
        StoredToken token = storedToken();

        assertThat(idle.hasEnded(token, client, Fixture.START.plusMillis(endsAfter - 1)))
                .isFalse();
        assertThat(idle.hasEnded(token, client, Fixture.START.plusMillis(endsAfter)))
                .isTrue();
        assertThat(idle.isUseToRecord(token, client, Fixture.START.plusMillis(writtenAfter - 1)))
                .isFalse();
        assertThat(idle.isUseToRecord(token, client, Fixture.START.plusMillis(writtenAfter)))
                .isTrue();
        // used just too early to be written, it lasts for the idle time and a millisecond
        assertThat(endsAfter - (writtenAfter - 1)).isEqualTo(idleSeconds * 1_000L + 1);
    }

    private static StoredToken storedToken() {
        Instant expiresAt = Fixture.START.plus(Duration.ofDays(1));
        return new StoredToken(
                new TokenKey((long) TokenKey.slotOf(expiresAt) << 32, 0, 0, 0),
                new Authorization("acme", 0, Scope.of("a"), List.of(), Duration.ofDays(1), ""),
                Fixture.START,
                expiresAt);
    }

    @Test
    @DisplayName("INTR-26 a use within the first quarter is not written, one that crosses it is")
    void onlyTheUseThatCrossesAQuarterIsWritten() {
        CountingStore counting = new CountingStore(fixture.tokens);
        TokenService service = new TokenService(fixture.clients, counting, fixture.settings);
        String token = fixture.token(fixture.acme());

        fixture.clock.set(Fixture.START.plusSeconds(30).minusMillis(1));
        service.introspect(token);
        assertThat(counting.uses).hasValue(0);

        fixture.clock.set(Fixture.START.plusSeconds(30));
        service.introspect(token);
        service.introspect(token);
        assertThat(counting.uses).hasValue(1);
    }

    @Test
    @DisplayName("INTR-26 a token never ends before the idle time since its real use")
    void aTokenNeverEndsBeforeTheIdleTimeSinceItsRealUse() {
        String token = fixture.token(fixture.acme());
        fixture.clock.set(Fixture.START.plusSeconds(30).minusMillis(1));
        assertThat(fixture.isActive(token)).isTrue();

        fixture.clock.advance(Duration.ofSeconds(120));
        assertThat(fixture.isActive(token)).isTrue();
    }

    @Test
    void aTokenInUseLivesUntilItExpires() {
        String token = fixture.token(fixture.acme());
        Instant expiry = Instant.parse("2026-11-23T14:00:01Z");
        while (fixture.clock.instant().plusSeconds(100).isBefore(expiry)) {
            fixture.clock.advance(Duration.ofSeconds(100));
            assertThat(fixture.isActive(token)).isTrue();
        }
        fixture.clock.set(expiry);

        assertThat(fixture.isActive(token)).isFalse();
    }

    @Test
    void aClientDecidesForItself() {
        String lasting = fixture.token(
                fixture.acme(client -> client.settings(ClientSettings.none().withIdleExpiry(false))));
        String quick = fixture.token(fixture.registrar.register(client ->
                client.tenant("b").settings(ClientSettings.none().withSessionIdleTime(Duration.ofSeconds(4)))));
        fixture.clock.advance(Duration.ofSeconds(5));

        assertThat(fixture.isActive(quick)).isFalse();
        fixture.clock.advance(Duration.ofHours(1));
        assertThat(fixture.isActive(lasting)).isTrue();
    }

    @Test
    void validationAnswersEvenWhenTheUseCannotBeWritten() {
        CountingStore counting = new CountingStore(fixture.tokens);
        TokenService service = new TokenService(fixture.clients, counting, fixture.settings);
        String token = fixture.token(fixture.acme());
        fixture.clock.advance(Duration.ofSeconds(60));
        counting.broken = true;

        assertThat(service.introspect(token)).isInstanceOf(Introspection.Active.class);
    }

    private static final class CountingStore implements TokenStore {
        private final TokenStore store;
        private final AtomicInteger uses = new AtomicInteger();
        private boolean broken;

        CountingStore(TokenStore store) {
            this.store = store;
        }

        @Override
        public void insert(StoredToken token) {
            store.insert(token);
        }

        @Override
        public Optional<StoredToken> find(TokenKey key) {
            return store.find(key);
        }

        @Override
        public boolean revoke(TokenKey key) {
            return store.revoke(key);
        }

        @Override
        public boolean recordUse(TokenKey key, Instant usedAt) {
            if (broken) {
                throw new StoreException("read only: fail over");
            }
            uses.incrementAndGet();
            return store.recordUse(key, usedAt);
        }

        @Override
        public int deleteExpired(Instant before, int limit) {
            return store.deleteExpired(before, limit);
        }
    }
}
