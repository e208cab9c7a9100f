package io.tokenmint.benchmarks;

import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.ThreadLocalRandom;

/** What kind of token is presented for validation. */
public enum Presented {
    /** One of the live ones. */
    LIVE,
    /** Well-formed and plausible, but nobody minted it. */
    UNKNOWN,
    /** Not a token: 36 characters of which one is not in the alphabet. */
    MALFORMED,
    /** Expired a minute ago, still in the store. */
    JUST_EXPIRED,
    /** Expired an hour ago. */
    LONG_EXPIRED;

    static final long LIFETIME_SECONDS = 14_400;

    private static final int MAX_TEXTS = 1 << 20;
    private static final int RANDOM_BYTES = 24;

    /** Fills a sink with live tokens, spread over their lifetime, and gives the texts to present. */
    String[] texts(TokenSink sink, int liveTokens) {
        if (this == JUST_EXPIRED || this == LONG_EXPIRED) {
            return expired(sink, liveTokens);
        }
        String[] live = fill(sink, liveTokens, LIFETIME_SECONDS - 600);
        return Arrays.stream(live).map(this::changed).toArray(String[]::new);
    }

    boolean isGood() {
        return this == LIVE;
    }

    private String[] expired(TokenSink sink, int liveTokens) {
        long ago = LIFETIME_SECONDS + (this == JUST_EXPIRED ? 60 : 3_600);
        String[] texts = new String[Math.min(liveTokens, 10_000)];
        Arrays.setAll(texts, number -> sink.mint(ago));
        fill(sink, liveTokens, LIFETIME_SECONDS - 600);
        return texts;
    }

    /** The oldest first, as time would have it. Every so many tokens one is remembered, of all ages. */
    private static String[] fill(TokenSink sink, int count, long oldestSeconds) {
        int step = Math.max(1, count / MAX_TEXTS);
        String[] texts = new String[(count + step - 1) / step];
        for (int number = 0; number < count; number++) {
            String text = sink.mint(oldestSeconds - oldestSeconds * number / count);
            if (number % step == 0) {
                texts[number / step] = text;
            }
        }
        return texts;
    }

    private String changed(String live) {
        return switch (this) {
            case UNKNOWN -> live.substring(0, 4) + randomText();
            case MALFORMED -> live.substring(0, 35) + '!';
            default -> live;
        };
    }

    private static String randomText() {
        byte[] bytes = new byte[RANDOM_BYTES];
        ThreadLocalRandom.current().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
