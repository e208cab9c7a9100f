package io.tokenmint.spi;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A set of scope-tokens (RFC 6749 section 3.3), kept in the order given.
 *
 * <p>A scope-token is one or more of the characters {@code 0x21}, {@code 0x23} to {@code 0x5B} and {@code 0x5D} to
 * {@code 0x7E}; letter case counts. Two scopes are equal when they hold the same tokens in whatever order.
 */
public final class Scope {
    /** The longest text a scope may have, in characters. Stores keep every scope up to this length. */
    public static final int MAX_LENGTH = 8_192;

    private static final Scope EMPTY = new Scope(Set.of());

    private final Set<String> tokens;
    private final String text;

    private Scope(Set<String> tokens) {
        this.tokens = tokens;
        this.text = String.join(" ", tokens);
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("a scope may have " + MAX_LENGTH + " characters, not " + text.length()
                    + ": give fewer or shorter tokens");
        }
    }

    /**
     * The scope without tokens.
     *
     * @return the empty scope
     */
    public static Scope empty() {
        return EMPTY;
    }

    /**
     * A scope of the given tokens; a token given twice counts once.
     *
     * @param tokens scope-tokens, possibly none
     * @return the scope holding them, in the order given
     * @throws IllegalArgumentException when a token is empty or has a character the grammar forbids, or all of them together
     *     are longer than {@link #MAX_LENGTH}
     */
    public static Scope of(Collection<String> tokens) {
        if (tokens.isEmpty()) {
            return EMPTY;
        }
        for (String token : tokens) {
            if (!isToken(token)) {
                throw new IllegalArgumentException(
                        "not a scope-token of RFC 6749 section 3.3: use printable ASCII without space, quote and backslash");
            }
        }
        return new Scope(Collections.unmodifiableSet(new LinkedHashSet<>(tokens)));
    }

    /**
     * A scope of the given tokens; a token given twice counts once.
     *
     * @param tokens scope-tokens, possibly none
     * @return the scope holding them, in the order given
     * @throws IllegalArgumentException as {@link #of(Collection)}
     */
    public static Scope of(String... tokens) {
        return of(List.of(tokens));
    }

    /**
     * Reads what {@link #toString()} wrote: tokens separated by single spaces.
     *
     * @param text the {@code scope} value of RFC 6749 section 3.3, or the empty string for the empty scope
     * @return the scope it stands for
     * @throws IllegalArgumentException as {@link #of(Collection)}; stray spaces make an empty token
     */
    public static Scope parse(String text) {
        return text.isEmpty() ? EMPTY : of(List.of(text.split(" ", -1)));
    }

    /**
     * Whether a text is one scope-token.
     *
     * @param text any text
     * @return true when it matches {@code 1*( %x21 / %x23-5B / %x5D-7E )}
     */
    public static boolean isToken(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x21 || c > 0x7E || c == '"' || c == '\\') {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /**
     * The tokens of this scope.
     *
     * @return an unmodifiable set that iterates in the order given
     */
    public Set<String> tokens() {
        return tokens;
    }

    /**
     * Whether this scope holds a token.
     *
     * @param token a scope-token, letter case counts
     * @return true when it does
     */
    public boolean contains(String token) {
        return tokens.contains(token);
    }

    /**
     * Whether this scope holds no token.
     *
     * @return true when it is the empty scope
     */
    public boolean isEmpty() {
        return tokens.isEmpty();
    }

    @Override
    @SuppressWarnings("exports") // the annotation is needed to compile only
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof Scope that && tokens.equals(that.tokens));
    }

    @Override
    public int hashCode() {
        return tokens.hashCode();
    }

    /**
     * The {@code scope} value as it goes over the wire.
     *
     * @return the tokens joined by single spaces; empty for the empty scope
     */
    @Override
    public String toString() {
        return text;
    }
}
