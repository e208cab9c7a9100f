package io.tokenmint.spi;

import java.time.Instant;
import java.util.Optional;

/**
 * One of a client's secrets, as its hash. Several may be live at a time, so that a secret is replaced without downtime.
 *
 * @param id names the secret to people, for instance in an audit log; 1 to 64 of {@code A-Z a-z 0-9 - _}
 * @param hash the self-describing hash, such as {@code {sha256}…} or a PHC string; 1 to 512 printable ASCII characters
 * @param createdAt when it was registered
 * @param notBefore when it begins to be accepted
 * @param expiresAt when it stops being accepted; never, if empty
 */
public record ClientSecret(String id, String hash, Instant createdAt, Instant notBefore, Optional<Instant> expiresAt) {
    /**
     * Checks the texts and cuts the times to milliseconds.
     *
     * @throws IllegalArgumentException when id or hash are outside the bounds stated above
     */
    public ClientSecret {
        createdAt = Guard.toMillis(createdAt);
        notBefore = Guard.toMillis(notBefore);
        expiresAt = expiresAt.map(Guard::toMillis);
        if (!id.matches("[A-Za-z0-9_-]{1,64}")) {
            throw new IllegalArgumentException("a secret's id has 1 to 64 characters of A-Z a-z 0-9 - _");
        }
        if (hash.isEmpty() || hash.length() > 512 || !Guard.isVisible(hash)) {
            throw new IllegalArgumentException("a secret's hash has 1 to 512 printable ASCII characters");
        }
    }

    /**
     * Whether the secret is accepted at a time.
     *
     * @param now the time
     * @return true from {@code notBefore} until just before {@code expiresAt}
     */
    public boolean isLive(Instant now) {
        return !now.isBefore(notBefore) && (expiresAt.isEmpty() || now.isBefore(expiresAt.get()));
    }

    /**
     * The secret without its hash.
     *
     * @return id and times
     */
    @Override
    public String toString() {
        return "ClientSecret[id=" + id + ", createdAt=" + createdAt + ", notBefore=" + notBefore + ", expiresAt="
                + expiresAt.map(Instant::toString).orElse("never") + "]";
    }
}
