package io.tokenmint.example.redis;

import io.tokenmint.spi.Authorization;
import io.tokenmint.spi.Scope;
import io.tokenmint.spi.StoreException;
import io.tokenmint.spi.StoredToken;
import io.tokenmint.spi.TokenKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** A token as bytes, but for its key and its last use. */
final class TokenBytes {
    private static final int VERSION = 1;

    private TokenBytes() {}

    static byte[] of(StoredToken token) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            Authorization authorization = token.authorization();
            out.writeByte(VERSION);
            out.writeLong(token.issuedAt().toEpochMilli());
            out.writeLong(token.expiresAt().toEpochMilli());
            out.writeUTF(authorization.clientId());
            out.writeLong(authorization.generation());
            writeAll(out, authorization.scope().tokens());
            writeAll(out, authorization.audience());
            out.writeLong(authorization.lifetime().toSeconds());
            out.writeUTF(authorization.details());
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
        return bytes.toByteArray();
    }

    static StoredToken parse(TokenKey key, byte[] bytes, Instant lastUsedAt) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readByte() != VERSION) {
                throw new StoreException("a token was written by a newer version; update this one");
            }
            Instant issuedAt = Instant.ofEpochMilli(in.readLong());
            Instant expiresAt = Instant.ofEpochMilli(in.readLong());
            Authorization authorization = new Authorization(
                    in.readUTF(),
                    in.readLong(),
                    Scope.of(readAll(in)),
                    readAll(in),
                    Duration.ofSeconds(in.readLong()),
                    in.readUTF());
            return new StoredToken(key, authorization, issuedAt, expiresAt, lastUsedAt);
        } catch (IOException e) {
            throw new StoreException("a token is cut short; something else writes to the same keys", e);
        }
    }

    private static void writeAll(DataOutputStream out, Collection<String> texts) throws IOException {
        out.writeInt(texts.size());
        for (String text : texts) {
            out.writeUTF(text);
        }
    }

    private static List<String> readAll(DataInputStream in) throws IOException {
        List<String> texts = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            texts.add(in.readUTF());
        }
        return texts;
    }
}
