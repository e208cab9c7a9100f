package io.tokenmint.quickstart;

/** An option that cannot be used; the message says what to do, and never shows a secret. */
final class BadOptionException extends Exception {
    private static final long serialVersionUID = 1;

    BadOptionException(String message) {
        super(message);
    }
}
