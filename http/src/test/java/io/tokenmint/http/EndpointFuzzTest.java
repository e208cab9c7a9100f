package io.tokenmint.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever the bytes are, they are answered. Seeds and random bytes are part of every build; Jazzer, which is guided by what
 * the bytes reach, runs ten million inputs when asked:
 *
 * <pre>
 * JAZZER_FUZZ=1 mvn -B test -pl http -am -Dtest=EndpointFuzzTest#anyBytesAreAnswered \
 *     -Dsurefire.failIfNoSpecifiedTests=false -Dsurefire.timeout=0
 * </pre>
 */
class EndpointFuzzTest {
    private static final int INPUTS = 100_000;
    private static final String BASIC = "Basic YWNtZTpzM2NyZXQtMDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODk=";
    private static final String[] WORDS = {
        "grant_type",
        "=",
        "&",
        "client_credentials",
        "scope",
        "tenant=acme",
        "client_id",
        "acme",
        "client_secret",
        Fixture.SECRET,
        "%",
        "%2",
        "%zz",
        "%C3%A9",
        "%ff",
        "+",
        "resource",
        "token",
        "client_assertion",
        "\u00e9",
        "\r\n"
    };

    static Stream<String> seeds() {
        String credentials = "&client_id=acme&client_secret=" + Fixture.SECRET;
        return Stream.of(
                "\u0000grant_type=client_credentials&scope=tenant%3Dacme" + credentials,
                "\u0000&&=%&%zz=%C3%28",
                "\u0001{\"grant_type\":\"client_credentials\",\"client_id\":\"acme\",\"scope\":null}",
                "\u0001{\"x\":\"\\ud800\\u0000\"}",
                "\u0002" + BASIC + "\n\n\nx=1\ngrant_type=client_credentials",
                "\u0002" + BASIC + "\ntext/plain; a=\"\\\ngzip\nclient_secret=x\n",
                "\u0002Basic\n\n-1\n%\nx",
                "\u0003" + BASIC + "\n\n\n\ntoken=x&token_type_hint=y",
                "\u0004" + BASIC + "\n\n9999999999999999999\n\ntoken=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "\u0005" + BASIC.substring(6),
                "\u0005YQ==",
                "\u0006{\"scope\":\"a\",\"b\":\"\\u00e9\",\"c\":null}",
                "\u0006{\"a\":\"\u00c3\u00a9\"}",
                "\u0007\"\\\u0000\u00d8",
                "\u0008Bearer AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n/acme\n",
                "\u0008bearer  a==, Basic x\n/%61cme//\naccess_token=x&%zz",
                "\u0009\"x\", W/\"\n*");
    }

    @FuzzTest(maxDuration = "2h", maxExecutions = 10_000_000)
    @Timeout(value = 3, unit = TimeUnit.HOURS)
    void anyBytesAreAnswered(byte[] input) throws IOException {
        EndpointFuzz.accept(input);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    @DisplayName("FORM-24 what was found, and what leads further, is answered")
    void seedsAreAnswered(String latin1) throws IOException {
        EndpointFuzz.accept(latin1.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    @DisplayName("FORM-24 a hundred thousand random bodies are answered, and none by a fault")
    void randomBodiesAreAnswered() throws IOException {
        Random random = new Random(24);
        int[] statuses = new int[600];
        for (int i = 0; i < INPUTS; i++) {
            String body = i % 2 == 0 ? bytes(random) : words(random);
            statuses[EndpointFuzz.token(body)]++;
        }
        // The inputs reach beyond the decoder, or they would show little.
        assertThat(statuses[400]).isPositive();
        assertThat(statuses[401]).isPositive();
    }

    @Test
    @DisplayName("FORM-24 a hundred thousand mutations of the seeds are answered by whoever reads them")
    void mutationsOfTheSeedsAreAnswered() throws IOException {
        Random random = new Random(25);
        String[] seeds = seeds().toArray(String[]::new);
        for (int i = 0; i < INPUTS; i++) {
            byte[] input = seeds[i % seeds.length].getBytes(StandardCharsets.ISO_8859_1);
            for (int flips = random.nextInt(4); flips >= 0; flips--) {
                input[1 + random.nextInt(input.length - 1)] = (byte) random.nextInt(256);
            }
            EndpointFuzz.accept(input);
        }
    }

    @Test
    void whateverIsFormEncodedIsReadBack() {
        Random random = new Random(26);
        for (int i = 0; i < INPUTS; i++) {
            String text = random.ints(random.nextInt(20), 0, 0x10FFFF)
                    .filter(point -> point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            byte[] form = Ask.encode(text).getBytes(StandardCharsets.US_ASCII);
            assertThat(FormText.decode(form, 0, form.length)).isEqualTo(text);
        }
    }

    private static String bytes(Random random) {
        byte[] bytes = new byte[random.nextInt(200)];
        random.nextBytes(bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static String words(Random random) {
        StringBuilder text = new StringBuilder(random.nextBoolean() ? "grant_type=client_credentials&" : "");
        for (int i = random.nextInt(12); i > 0; i--) {
            text.append(WORDS[random.nextInt(WORDS.length)]);
        }
        return text.toString();
    }
}
