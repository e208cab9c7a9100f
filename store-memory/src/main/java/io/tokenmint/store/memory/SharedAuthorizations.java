package io.tokenmint.store.memory;

import io.tokenmint.spi.Authorization;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Recently seen authorizations, so that equal ones become one object. Threads read and write it as they like: an
 * authorization is immutable, and one that was missed costs memory only.
 */
final class SharedAuthorizations {
    private static final int SIZE = 512;

    private final @Nullable Authorization[] recent = new Authorization[SIZE];

    /** An authorization that is the same in everything, if there was one lately; else the given one. */
    Authorization shared(Authorization authorization) {
        int place = place(authorization);
        Authorization known = recent[place];
        if (known != null && isSame(known, authorization)) {
            return known;
        }
        recent[place] = authorization;
        return authorization;
    }

    /** Forgets all, so that none outlives the tokens that have it. */
    void clear() {
        Arrays.fill(recent, null);
    }

    private static boolean isSame(Authorization known, Authorization other) {
        // scopes are equal in any order, but each token keeps its own
        return known.equals(other)
                && known.scope().toString().equals(other.scope().toString());
    }

    private static int place(Authorization authorization) {
        int hash = authorization.clientId().hashCode();
        hash = 31 * hash + authorization.scope().toString().hashCode();
        hash = 31 * hash + authorization.details().hashCode();
        hash = 31 * hash + Long.hashCode(authorization.generation());
        return (hash ^ hash >>> 16) & (SIZE - 1);
    }
}
