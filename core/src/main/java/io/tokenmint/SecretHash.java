package io.tokenmint;

/**
 * A slow hash for secrets that people chose or that come from another system: bcrypt, argon2, PBKDF2. Stored hashes describe
 * themselves, so several kinds live side by side. Plug one in with {@link TokenSettings.Builder#secretHash}.
 *
 * <p>Generated secrets do not need one: they carry 256 random bits, and one SHA-256 is the right check for those (NIST SP
 * 800-63B section 3.1.2.2).
 */
public interface SecretHash {
    /**
     * Whether a stored hash is of this kind.
     *
     * @param stored the hash as registered, such as {@code {bcrypt}$2b$12$…}
     * @return true when {@link #matches} can check it
     */
    boolean understands(String stored);

    /**
     * Checks a secret, all of it: a kind that looks at the first bytes only must refuse longer secrets.
     *
     * @param secret the secret as sent, printable ASCII
     * @param stored a hash that this kind understands
     * @return true when they belong together; false also when the stored hash is damaged
     */
    boolean matches(String secret, String stored);

    /**
     * Hashes a secret with the present settings and a new salt.
     *
     * @param secret printable ASCII
     * @return a hash that describes itself and that {@link #matches} agrees with
     * @throws IllegalArgumentException when this kind cannot keep such a secret, bcrypt one of more than 72 bytes for instance
     */
    String hash(String secret);

    /**
     * Whether a stored hash is weaker than what {@link #hash} makes now, or this kind is to be left behind altogether. After
     * the next success it is replaced by a hash of the first kind in the settings.
     *
     * @param stored a hash that this kind understands
     * @return true when it should be replaced after the next success
     */
    boolean isOutdated(String stored);
}
