package io.tokenmint.spi;

/**
 * A store could not read or write. It says nothing about the client or the token asked for.
 *
 * <p>After a failed write the outcome may be unknown (a connection lost during a commit): the caller treats what it wanted
 * to keep as not kept. The message says what an operator can do and never holds a secret, a token or a key.
 */
public class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * A failure that the store found itself, such as a duplicate key or a full table.
     *
     * @param message what failed, and what to do about it
     */
    public StoreException(String message) {
        super(message);
    }

    /**
     * A failure reported from below the store.
     *
     * @param message what failed, and what to do about it
     * @param cause what the database, network or file system reported
     */
    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
