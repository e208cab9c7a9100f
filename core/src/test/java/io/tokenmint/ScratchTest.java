package io.tokenmint;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ScratchTest {
    private static final int TOKENS = 3 * 64;

    private final Scratch scratch = new Scratch();

    /** Gives the seeds it is told to, one after another. */
    @SuppressWarnings("serial")
    private static final class Seeds extends SecureRandom {
        private final List<byte[]> seeds;
        private int drawn;

        private Seeds(List<byte[]> seeds) {
            this.seeds = seeds;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            System.arraycopy(seeds.get(drawn++), 0, bytes, 0, bytes.length);
        }
    }

    @Test
    @DisplayName(
            "TOK-02 random bytes are the hash generator's of NIST SP 800-90A, under a new seed for every 64 tokens")
    void randomBytesAreTheHashGenerators() throws Exception {
        byte[] low = new byte[55];
        byte[] carries = new byte[55];
        Arrays.fill(carries, 1, 55, (byte) 0xFF);
        byte[] wraps = new byte[55];
        Arrays.fill(wraps, (byte) 0xFF);
        Seeds seeds = new Seeds(List.of(low, carries, wraps));

        StringBuilder drawn = new StringBuilder();
        for (int token = 0; token < TOKENS; token++) {
            drawn.append(HexFormat.of().formatHex(scratch.random(seeds)));
        }

        assertThat(drawn.toString()).isEqualTo(hashgen(low) + hashgen(carries) + hashgen(wraps));
        assertThat(seeds.drawn).isEqualTo(3);
    }

    @Test
    @DisplayName("TOK-02 no token's random bytes come twice, from one scratch or two")
    void noRandomBytesComeTwice() {
        SecureRandom source = new SecureRandom();
        Scratch other = new Scratch();
        List<String> drawn = new ArrayList<>();
        for (int token = 0; token < TOKENS; token++) {
            drawn.add(HexFormat.of().formatHex(scratch.random(source)));
            drawn.add(HexFormat.of().formatHex(other.random(source)));
        }

        assertThat(drawn).doesNotHaveDuplicates();
    }

    /** The standard's steps, on numbers: hash the seed, add one modulo 2 to the power of 440, and so on. */
    private static String hashgen(byte[] seed) throws Exception {
        StringBuilder bytes = new StringBuilder();
        BigInteger data = new BigInteger(1, seed);
        for (int i = 0; i < 64 * 24 / 32; i++) {
            byte[] block = new byte[55];
            byte[] number = data.toByteArray();
            int length = Math.min(number.length, block.length);
            System.arraycopy(number, number.length - length, block, block.length - length, length);
            bytes.append(HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(block)));
            data = data.add(BigInteger.ONE).mod(BigInteger.TWO.pow(440));
        }
        return bytes.toString();
    }
}
