package io.tokenmint;

import io.tokenmint.spi.StoredToken;
import io.tokenmint.spi.TokenKey;
import io.tokenmint.spi.TokenStore;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Ends tokens one at a time, for the host or for the client a token was issued to (RFC 7009). */
final class TokenRevoker {
    private final TokenStore tokens;
    private final TokenIntrospector introspector;
    private final TokenMinter minter;
    private final Listeners listeners;

    TokenRevoker(TokenStore tokens, TokenIntrospector introspector, TokenMinter minter, Listeners listeners) {
        this.tokens = tokens;
        this.introspector = introspector;
        this.minter = minter;
        this.listeners = listeners;
    }

    /** Ends a token if it is the caller's; without a caller, whoever has it. */
    boolean revoke(String token, @Nullable Caller caller, Instant now) {
        long started = listeners.startTime();
        try {
            Optional<TokenKey> key = Optional.ofNullable(minter.keyToRevoke(token, now));
            boolean existed = key.filter(found -> mayRevoke(found, caller, now))
                    .filter(tokens::revoke)
                    .isPresent();
            return tell(existed, key, Optional.ofNullable(caller), now, started);
        } catch (Refusal refusal) {
            listeners.tellRefused(Asking.caller(caller, now, started), refusal);
            throw refusal;
        } catch (RuntimeException | Error fault) {
            listeners.tellFailed(Asking.caller(caller, now, started), "revoke", fault);
            throw fault;
        }
    }

    private boolean mayRevoke(TokenKey key, @Nullable Caller caller, Instant now) {
        if (caller == null) {
            return true;
        }
        Optional<StoredToken> stored = tokens.find(key);
        boolean own = stored.filter(found ->
                        found.authorization().clientId().equals(caller.client().id()))
                .isPresent();
        // RFC 7009 section 2.2: a token that is good no longer counts as revoked, whoever had it.
        if (!own && stored.filter(found -> introspector.isGood(found, now)).isPresent()) {
            throw new Refusal(
                    TokenError.INVALID_GRANT, "token_of_another_client", "The token was issued to another client.");
        }
        return own;
    }

    private boolean tell(boolean existed, Optional<TokenKey> key, Optional<Caller> caller, Instant now, long started) {
        if (!listeners.isEmpty()) {
            listeners.tell(new TokenEvent.Revoked(
                    now,
                    Listeners.since(started),
                    existed,
                    key,
                    caller.map(asking -> asking.client().id()),
                    caller.flatMap(Caller::source)));
        }
        return existed;
    }
}
