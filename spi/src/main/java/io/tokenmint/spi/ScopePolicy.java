package io.tokenmint.spi;

/** What becomes of a request for more scope than the client holds (RFC 6749 section 3.3 allows either). */
public enum ScopePolicy {
    /** Grant what the client holds of it and say so in the answer; stray spaces are dropped. */
    NARROWING,

    /** Refuse the request with {@code invalid_scope}; stray spaces are refused too. */
    STRICT
}
