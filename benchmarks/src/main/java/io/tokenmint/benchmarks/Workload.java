package io.tokenmint.benchmarks;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Who asks for what: the same clients, secrets and scopes for every subject.
 *
 * @param clients the clients that take turns
 * @param scope the scope each of them holds and asks for
 * @param secretKind how their secrets are stored
 */
record Workload(List<Caller> clients, List<String> scope, SecretKind secretKind) {
    /**
     * A client as its own application knows it.
     *
     * @param id the client id
     * @param secret the secret in plain text
     * @param storedSecret what the store keeps of it
     */
    record Caller(String id, String secret, String storedSecret) {
        @Override
        public String toString() {
            return id;
        }
    }

    static Workload of(int clients, int scopes, SecretKind secretKind) {
        SecureRandom random = new SecureRandom();
        List<Caller> callers = IntStream.range(0, clients)
                .mapToObj(number -> {
                    String secret = text(random, 32);
                    return new Caller(text(random, 16), secret, secretKind.stored(secret));
                })
                .toList();
        List<String> scope = IntStream.range(0, scopes)
                .mapToObj(number -> "category" + number + ".category_manage")
                .toList();
        return new Workload(callers, scope, secretKind);
    }

    /** The {@code scope} value as it is sent. */
    String requestedScope() {
        return scope.stream().collect(Collectors.joining(" "));
    }

    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256; use one that does", e);
        }
    }

    private static String text(SecureRandom random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
