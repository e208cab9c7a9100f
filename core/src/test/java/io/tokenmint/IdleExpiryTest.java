package io.tokenmint;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmint.spi.ClientSettings;
import io.tokenmint.spi.StoreException;
import io.tokenmint.spi.StoredToken;
import io.tokenmint.spi.TokenKey;
import io.tokenmint.spi.TokenStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

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
