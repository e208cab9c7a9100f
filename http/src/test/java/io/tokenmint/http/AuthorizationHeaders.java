package io.tokenmint.http;

import java.util.Random;

/** Random {@code Authorization} values: some near the grammar, some from its pieces, some of any characters. */
final class AuthorizationHeaders {
    private static final String TOKEN = "abcXYZ019-._~+/=";
    private static final String[] PIECES = {
        "Bearer",
        "bearer",
        "BEARER",
        "Basic",
        " ",
        "  ",
        "\t",
        "=",
        ",",
        ";",
        "\"",
        "token",
        "abc.def",
        "\u0000",
        "\r\n",
        "\u00e9",
        "\ud83d",
        "access_token=",
        "realm=\"x\""
    };

    private final Random random;

    AuthorizationHeaders(long seed) {
        random = new Random(seed);
    }

    String next() {
        return switch (random.nextInt(4)) {
            case 0 -> "Bearer " + characters(TOKEN, random.nextInt(40));
            case 1 -> mutated("Bearer " + characters(TOKEN, 1 + random.nextInt(40)));
            case 2 -> pieces(random.nextInt(8));
            default -> anything(random.nextInt(60));
        };
    }

    private String characters(String alphabet, int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    private String mutated(String text) {
        StringBuilder changed = new StringBuilder(text);
        changed.setCharAt(random.nextInt(text.length()), (char) random.nextInt(0x180));
        return changed.toString();
    }

    private String pieces(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    private String anything(int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append((char) random.nextInt(0x10000));
        }
        return text.toString();
    }
}
