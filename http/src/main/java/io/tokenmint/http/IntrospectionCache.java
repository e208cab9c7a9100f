package io.tokenmint.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tokenmint.spi.TokenKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Remembers answers for a short time, by a hash of the token and never its text. Good and bad tokens have a room each, so that
 * no number of bad ones drives out a good one; who asks about a token that is being asked about waits for that answer.
 */
final class IntrospectionCache {
    private final Cache<TokenKey, Answer> good;
    private final Cache<TokenKey, Answer> bad;
    private final ConcurrentMap<TokenKey, CompletableFuture<Optional<TokenFacts>>> asking = new ConcurrentHashMap<>();
    private final long maxAgeNanos;
    private final Clock clock;
    private final LongSupplier nanoTime;

    /** An answer and the moment before it was asked for: it is at least that old. */
    private record Answer(Optional<TokenFacts> facts, long askedAt) {}

    IntrospectionCache(RemoteIntrospectionBuilder settings) {
        this.good = bounded(settings.rememberedTokens);
        this.bad = bounded(settings.rememberedRefusals);
        this.maxAgeNanos = settings.maxAge.toNanos();
        this.clock = settings.clock;
        this.nanoTime = settings.nanoTime;
    }

    /** The answer, remembered or on its way. */
    CompletableFuture<Optional<TokenFacts>> find(
            String token, Function<String, CompletableFuture<Optional<TokenFacts>>> question) {
        TokenKey key = key(token);
        Answer answer = fresh(key);
        if (answer != null) {
            return CompletableFuture.completedFuture(answer.facts());
        }
        CompletableFuture<Optional<TokenFacts>> mine = new CompletableFuture<>();
        CompletableFuture<Optional<TokenFacts>> other = asking.putIfAbsent(key, mine);
        if (other != null) {
            return other;
        }
        long askedAt = nanoTime.getAsLong();
        return ask(token, question)
                .whenComplete((facts, failure) ->
                        settle(key, mine, failure == null ? new Answer(facts, askedAt) : null, failure));
    }

    long size() {
        good.cleanUp();
        bad.cleanUp();
        return good.estimatedSize() + bad.estimatedSize() + asking.size();
    }

    private @Nullable Answer fresh(TokenKey key) {
        Answer answer = good.getIfPresent(key);
        if (answer == null) {
            answer = bad.getIfPresent(key);
        }
        return answer != null && isFresh(answer) ? answer : null;
    }

    private boolean isFresh(Answer answer) {
        return nanoTime.getAsLong() - answer.askedAt() < maxAgeNanos
                && answer.facts()
                        .flatMap(TokenFacts::expiresAt)
                        .map(expiry -> clock.instant().isBefore(expiry))
                        .orElse(true);
    }

    private static CompletableFuture<Optional<TokenFacts>> ask(
            String token, Function<String, CompletableFuture<Optional<TokenFacts>>> question) {
        try {
            return question.apply(token);
        } catch (RuntimeException | Error e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void settle(
            TokenKey key, CompletableFuture<Optional<TokenFacts>> waiting, @Nullable Answer answer, Throwable failure) {
        if (answer != null) {
            keep(key, answer);
        }
        asking.remove(key, waiting);
        if (answer != null) {
            waiting.complete(answer.facts());
        } else {
            waiting.completeExceptionally(failure);
        }
    }

    private void keep(TokenKey key, Answer answer) {
        if (maxAgeNanos > 0) {
            (answer.facts().isPresent() ? good : bad).put(key, answer);
            (answer.facts().isPresent() ? bad : good).invalidate(key);
        }
    }

    private static TokenKey key(String token) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return TokenKey.of(0, hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256: use one that does", e);
        }
    }

    private static Cache<TokenKey, Answer> bounded(int size) {
        return Caffeine.newBuilder().maximumSize(size).executor(Runnable::run).build();
    }
}
