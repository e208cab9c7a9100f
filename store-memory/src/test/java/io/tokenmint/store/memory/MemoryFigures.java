package io.tokenmint.store.memory;

import static io.tokenmint.store.memory.Tokens.NOW;

import io.tokenmint.spi.StoredToken;
import io.tokenmint.spi.TokenKey;
import java.time.Instant;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;

/** Prints what a token takes in bytes and nanoseconds. Run it with {@code -Xms6g -Xmx6g -XX:+AlwaysPreTouch}. */
final class MemoryFigures {
    private static final int MILLION = 1_000_000;

    private MemoryFigures() {}

    /** Without an argument everything, with {@code nanoseconds} only those. */
    public static void main(String[] arguments) {
        if (arguments.length == 0) {
            for (int stripes : new int[] {16, 64}) {
                spread(stripes, 240);
                spread(stripes, 4);
                alone(stripes);
            }
        }
        for (int round = 0; round < 2; round++) {
            for (int count : new int[] {MILLION / 10, MILLION, 5 * MILLION}) {
                speed("all live four hours ", count, i -> (int) (240L * i / count), i -> 240);
                SplittableRandom random = new SplittableRandom(7);
                speed("all expire at random", count, i -> 0, i -> 1 + random.nextInt(240));
            }
        }
        finding();
    }

    private static void spread(int stripes, int minutes) {
        Tokens tokens = new Tokens();
        long before = Heap.used();
        MemoryTokenStore store = new MemoryTokenStore(Long.MAX_VALUE, stripes);
        double sum = 0;
        double most = 0;
        int points = 0;
        for (int i = 1; i <= 8 * MILLION; i++) {
            store.insert(tokens.endingIn(1 + i % minutes));
            if (i >= 4 * MILLION && i % 200_000 == 0) {
                double bytes = (double) (Heap.used() - before) / i;
                sum += bytes;
                most = Math.max(most, bytes);
                points++;
            }
        }
        print(
                "%d stripes, 4 to 8 million in %d minutes: mean %.1f, most %.1f bytes a token (%d measurements, %d live)",
                stripes, minutes, sum / points, most, points, store.size());
    }

    private static void alone(int stripes) {
        Tokens tokens = new Tokens();
        long before = Heap.used();
        MemoryTokenStore store = new MemoryTokenStore(Long.MAX_VALUE, stripes);
        int count = 43_200;
        for (int i = 1; i <= count; i++) {
            store.insert(tokens.endingIn(i));
        }
        double bytes = (double) (Heap.used() - before) / count;
        print("%d stripes, one token in each of %d minutes: %.1f bytes a token", stripes, (int) store.size(), bytes);
    }

    private static void speed(String order, int count, IntUnaryOperator issued, IntUnaryOperator lifetime) {
        double none = nanos(count, issued, lifetime, token -> {});
        MemoryTokenStore store = new MemoryTokenStore();
        double ours = nanos(count, issued, lifetime, store::insert);
        ConcurrentHashMap<TokenKey, StoredToken> map = new ConcurrentHashMap<>();
        double theirs = nanos(count, issued, lifetime, token -> map.putIfAbsent(token.key(), token));
        print(
                "%s, growing to %,d: making the token %.0f, and inserting it: store %.0f, ConcurrentHashMap %.0f ns (%d, %d)",
                order, count, none, ours - none, theirs - none, store.size(), map.size());
    }

    /** Nanoseconds per token; issue and lifetime in minutes. */
    private static double nanos(
            int count, IntUnaryOperator issued, IntUnaryOperator lifetime, Consumer<StoredToken> insert) {
        Tokens tokens = new Tokens();
        System.gc();
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            Instant issuedAt = NOW.plusSeconds(60L * issued.applyAsInt(i));
            insert.accept(tokens.token(issuedAt, issuedAt.plusSeconds(60L * lifetime.applyAsInt(i))));
        }
        return (double) (System.nanoTime() - start) / count;
    }

    private static void finding() {
        int count = 5 * MILLION;
        TokenKey[] keys = new TokenKey[count];
        Tokens tokens = new Tokens();
        MemoryTokenStore store = new MemoryTokenStore();
        for (int i = 0; i < count; i++) {
            StoredToken token = tokens.endingIn(1 + i % 240);
            keys[i] = token.key();
            store.insert(token);
        }
        SplittableRandom random = new SplittableRandom(3);
        for (int round = 0; round < 3; round++) {
            long start = System.nanoTime();
            int found = 0;
            for (int i = 0; i < count; i++) {
                found += store.find(keys[random.nextInt(count)]).isPresent() ? 1 : 0;
            }
            print(
                    "finding one of %,d at random: %.0f ns (%d found)",
                    count, (double) (System.nanoTime() - start) / count, found);
        }
    }

    @SuppressWarnings("AnnotateFormatMethod") // the annotation would be a dependency
    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
