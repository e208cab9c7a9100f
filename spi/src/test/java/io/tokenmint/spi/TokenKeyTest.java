package io.tokenmint.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenKeyTest {
    private static final byte[] HASH =
            HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");

    @Test
    void isTheSlotAndTheFirst28BytesOfTheHash() {
        TokenKey key = TokenKey.of(0x8000_00FF, HASH);

        assertThat(key.toBytes())
                .startsWith(0x80, 0, 0, 0xFF)
                .endsWith(Arrays.copyOf(HASH, 28))
                .hasSize(TokenKey.BYTES);
        assertThat(key.slot()).isEqualTo(0x8000_00FF);
        assertThat(TokenKey.fromBytes(key.toBytes())).isEqualTo(key);
    }

    @Test
    void refusesAnotherNumberOfBytes() {
        assertThatIllegalArgumentException().isThrownBy(() -> TokenKey.fromBytes(new byte[31]));
    }

    @ParameterizedTest
    @CsvSource({
        "1970-01-01T00:00:00Z, 0",
        "1970-01-01T00:00:00.001Z, 1",
        "1970-01-01T00:01:00Z, 1",
        "1970-01-01T00:01:00.001Z, 2",
        "2038-01-19T03:14:08Z, 35791395",
        "2106-02-07T06:28:16Z, 71582789"
    })
    void theSlotIsTheFirstWholeMinuteNotBeforeTheExpiry(Instant expiresAt, int slot) {
        assertThat(TokenKey.slotOf(expiresAt)).isEqualTo(slot);
    }

    @Test
    void theEndOfADeletionIsAboveEverySlotThatHasEndedAndNoOther() {
        Instant endOfSlot = Instant.parse("2026-11-23T10:00:00Z");
        TokenKey key = TokenKey.of(TokenKey.slotOf(endOfSlot), HASH);

        assertThat(TokenKey.firstSlotAfter(endOfSlot)).isGreaterThan(key);
        assertThat(TokenKey.firstSlotAfter(endOfSlot.minusMillis(1))).isLessThan(key);
    }

    @Test
    void theEndOfADeletionDoesNotWrapAround() {
        assertThat(TokenKey.firstSlotAfter(Instant.MIN)).isEqualTo(new TokenKey(0, 0, 0, 0));
        assertThat(TokenKey.firstSlotAfter(Instant.EPOCH.minusSeconds(61))).isEqualTo(new TokenKey(0, 0, 0, 0));
        assertThat(TokenKey.firstSlotAfter(Instant.MAX).slot()).isEqualTo(0xFFFF_FFFF);
    }

    @Test
    void sortsAsUnsignedBytes() {
        for (int index = 0; index < TokenKey.BYTES; index++) {
            byte[] low = new byte[TokenKey.BYTES];
            byte[] high = new byte[TokenKey.BYTES];
            low[index] = 0x7F;
            high[index] = (byte) 0x80;

            assertThat(TokenKey.fromBytes(low)).isLessThan(TokenKey.fromBytes(high));
        }
    }

    @Test
    void itsNameIsTooShortToLookAnythingUp() {
        assertThat(TokenKey.of(1, HASH)).hasToString("00010203");
    }
}
