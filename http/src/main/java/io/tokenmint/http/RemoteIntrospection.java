package io.tokenmint.http;

import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Asks an introspection endpoint elsewhere what a token is worth (RFC 7662), and remembers the answer for a short time.
 *
 * <pre>{@code
 * TokenVerifier verifier = RemoteIntrospection.builder(
 *                 URI.create("https://as.example/oauth/introspect"), "orders-api", secret)
 *         .maxAge(Duration.ofSeconds(10))
 *         .build();
 * }</pre>
 *
 * <p>For how long a revoked token may still be let in is {@code maxAge}; an answer is never used beyond the token's own
 * expiry. Requests with one token at a time make one question, and no more than {@code maxQuestions} are under way at once, so
 * that a slow endpoint does not pile up requests here. Whatever is not a clear answer in time (no connection, another
 * status, not the JSON of RFC 7662, too many questions already) is a {@link VerifierUnavailableException} for everybody who waits, and not remembered.
 *
 * <p>A token that is bound to a key ({@code cnf}, or a {@code token_type} other than Bearer) is not good here: a guard sees
 * no proof. A good token needs a {@code client_id}.
 *
 * <p>The connections and their threads are the {@link java.net.http.HttpClient}'s.
 */
public final class RemoteIntrospection implements TokenVerifier {
    private final Function<String, CompletableFuture<Optional<TokenFacts>>> question;
    private final Semaphore questions;
    private final IntrospectionCache cache;

    RemoteIntrospection(
            RemoteIntrospectionBuilder settings, Function<String, CompletableFuture<Optional<TokenFacts>>> question) {
        this.question = question;
        this.questions = new Semaphore(settings.maxQuestions);
        this.cache = new IntrospectionCache(settings);
    }

    /**
     * Begins with what it cannot do without.
     *
     * @param endpoint the introspection endpoint, an {@code https} URL; {@code http} on this machine only
     * @param clientId how this resource server authenticates there: by {@code client_secret_basic}
     * @param clientSecret its secret
     * @return a builder
     */
    public static RemoteIntrospectionBuilder builder(URI endpoint, String clientId, String clientSecret) {
        return new RemoteIntrospectionBuilder(endpoint, clientId, clientSecret);
    }

    @Override
    public Optional<TokenFacts> verify(String token) {
        CompletableFuture<Optional<TokenFacts>> answer = cache.find(token, this::ask);
        try {
            return answer.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new VerifierUnavailableException("interrupted while the introspection endpoint was asked", e);
        } catch (ExecutionException e) {
            throw unavailable(e);
        }
    }

    /** Asks unless too many questions are under way; a token that is remembered needs none. */
    private CompletableFuture<Optional<TokenFacts>> ask(String token) {
        if (!questions.tryAcquire()) {
            throw new VerifierUnavailableException("too many questions to the introspection endpoint are under way:"
                    + " check its health, or raise maxQuestions");
        }
        try {
            return question.apply(token).whenComplete((facts, failure) -> questions.release());
        } catch (RuntimeException | Error e) {
            questions.release();
            throw e;
        }
    }

    /** What one question met, for each of those who wait for it. */
    private static VerifierUnavailableException unavailable(ExecutionException failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && !(cause instanceof VerifierUnavailableException)) {
            cause = cause.getCause();
        }
        if (cause instanceof VerifierUnavailableException known) {
            return new VerifierUnavailableException(String.valueOf(known.getMessage()), failure);
        }
        return new VerifierUnavailableException(
                cause instanceof TimeoutException
                        ? "the introspection endpoint did not answer in time: check its health, or raise the timeout"
                        : "the introspection endpoint could not be asked; see the cause",
                failure);
    }

    /** How many answers are remembered or awaited. */
    long size() {
        return cache.size();
    }
}
