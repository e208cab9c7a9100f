package io.tokenmint.store.contract;

import static io.tokenmint.store.contract.StoredTokens.NOW;
import static io.tokenmint.store.contract.StoredTokens.hash;
import static io.tokenmint.store.contract.StoredTokens.token;
import static io.tokenmint.store.contract.StoredTokens.tokenWithHash;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tokenmint.spi.StoreException;
import io.tokenmint.spi.StoredToken;
import io.tokenmint.spi.TokenKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A token store is a map from 32-byte keys, which compare as unsigned bytes. */
public interface TokenKeysContract extends TokenStoreSubject {
    /** A second token under a key fails, and the first stays as it was. */
    @Test
    default void refusesADuplicateKey() {
        StoredToken first = token();
        StoredToken second = new StoredToken(
                first.key(), first.authorization(), first.issuedAt().plusMillis(1), first.expiresAt());
        tokens().insert(first);

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> otherNode().insert(second));
        assertThatExceptionOfType(StoreException.class).isThrownBy(() -> tokens().insert(first));

        assertThat(tokens().find(first.key())).contains(first);
        assertThat(tokens().revoke(first.key())).isTrue();
        assertThat(tokens().find(first.key())).isEmpty();
    }

    /** Keys that differ in one bit of any byte are different keys. */
    @Test
    default void tellsKeysApartByEachOfTheir32Bytes() {
        StoredToken token = token();
        tokens().insert(token);

        for (int bit = 0; bit < 8 * TokenKey.BYTES; bit++) {
            byte[] other = token.key().toBytes();
            other[bit / 8] ^= (byte) (1 << bit % 8);
            TokenKey key = TokenKey.fromBytes(other);

            assertThat(tokens().find(key)).isEmpty();
            assertThat(tokens().revoke(key)).isFalse();
            assertThat(tokens().recordUse(key, NOW.plusSeconds(1))).isFalse();
        }
        assertThat(tokens().find(token.key())).contains(token);
    }

    /** Keys that share all bytes but one live side by side. */
    @Test
    default void keepsKeysThatDifferInOneByteOnly() {
        byte[] hash = hash();
        List<StoredToken> kept = IntStream.range(0, 28)
                .mapToObj(index -> {
                    byte[] other = hash.clone();
                    other[index] ^= (byte) 0x80;
                    return tokenWithHash(other);
                })
                .toList();

        kept.forEach(tokens()::insert);

        assertThat(kept)
                .allSatisfy(token -> assertThat(tokens().find(token.key())).contains(token));
    }

    /** 0x80 in any byte of the slot is above 0x7F: what expires later outlives what expired. */
    @Test
    default void comparesKeysAsUnsignedBytes() {
        for (int index = 0; index < Integer.BYTES; index++) {
            int shift = 24 - 8 * index;
            // the other bytes are those of the present, so that no slot lies before 1970 or far beyond the year 6000
            long others = TokenKey.slotOf(NOW) & ~(0xFFL << shift) & 0xFFFF_FFFFL;
            StoredToken low = tokenInSlot(others | 0x7FL << shift);
            StoredToken high = tokenInSlot(others | 0x80L << shift);
            // the later one first, because a store may take an issue time for the present and drop what had expired by
            // then
            tokens().insert(high);
            tokens().insert(low);

            StoredTokens.deleteAll(tokens(), low.expiresAt());

            assertThat(tokens().find(low.key())).isEmpty();
            assertThat(tokens().find(high.key())).contains(high);
        }
    }

    /** A slot ends as a whole, whichever way the hashes in it sort; the next slot stays, even its very first key. */
    @Test
    default void deletesASlotFromItsLowestToItsHighestKey() {
        Instant end = NOW.plusSeconds(60);
        List<StoredToken> ended = List.of(filled(end, 0x00), filled(end, 0x7F), filled(end, 0x80), filled(end, 0xFF));
        List<StoredToken> next = List.of(
                filled(end.plusSeconds(1), 0x00), filled(end.plusSeconds(1), 0x80), filled(end.plusSeconds(1), 0xFF));
        ended.forEach(token -> tokens().revoke(token.key()));
        next.forEach(token -> tokens().revoke(token.key()));
        ended.forEach(tokens()::insert);
        next.forEach(tokens()::insert);

        StoredTokens.deleteAll(tokens(), end);

        assertThat(ended)
                .allSatisfy(token -> assertThat(tokens().find(token.key())).isEmpty());
        assertThat(next)
                .allSatisfy(token -> assertThat(tokens().find(token.key())).contains(token));
    }

    private static StoredToken tokenInSlot(long slot) {
        Instant expiresAt = Instant.ofEpochSecond(slot * 60);
        return token(expiresAt.minus(Duration.ofHours(1)), expiresAt);
    }

    private static StoredToken filled(Instant expiresAt, int value) {
        byte[] hash = new byte[TokenKey.BYTES];
        Arrays.fill(hash, (byte) value);
        return new StoredToken(
                TokenKey.of(TokenKey.slotOf(expiresAt), hash), StoredTokens.AUTHORIZATION, NOW, expiresAt);
    }
}
