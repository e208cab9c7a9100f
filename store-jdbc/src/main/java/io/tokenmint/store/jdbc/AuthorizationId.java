package io.tokenmint.store.jdbc;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** What an authorization is referred to by: the first 16 bytes of the SHA-256 of its content, as two words. */
record AuthorizationId(long word0, long word1) implements Comparable<AuthorizationId> {
    private static final int BYTES = 16;

    static AuthorizationId ofContent(String content) {
        try {
            return fromBytes(MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    static AuthorizationId fromBytes(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new AuthorizationId(buffer.getLong(), buffer.getLong());
    }

    byte[] toBytes() {
        return ByteBuffer.allocate(BYTES).putLong(word0).putLong(word1).array();
    }

    @Override
    public int compareTo(AuthorizationId other) {
        int order = Long.compareUnsigned(word0, other.word0);
        return order == 0 ? Long.compareUnsigned(word1, other.word1) : order;
    }
}
