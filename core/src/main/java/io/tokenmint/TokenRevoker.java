package io.tokenmint;

import io.tokenmint.spi.StoredToken;
import io.tokenmint.spi.TokenKey;
import io.tokenmint.spi.TokenStore;
import java.time.Instant;
import java.util.Optional;

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

    boolean revoke(String token, Instant now) {
        long started = listeners.startTime();
        Optional<TokenKey> key = Optional.ofNullable(minter.keyToRevoke(token, now));
        boolean existed = key.filter(tokens::revoke).isPresent();
        return tell(existed, key, Optional.empty(), now, started);
    }

    boolean revoke(String token, Caller caller, Instant now) {
        long started = listeners.startTime();
        Optional<TokenKey> key = Optional.ofNullable(minter.keyToRevoke(token, now));
        Optional<StoredToken> stored = key.flatMap(tokens::find);
        boolean own = stored.filter(found ->
                        found.authorization().clientId().equals(caller.client().id()))
                .isPresent();
        // RFC 7009 section 2.2: a token that is good no longer counts as revoked, whoever had it.
        if (!own && stored.filter(found -> introspector.isGood(found, now)).isPresent()) {
            throw new Refusal(
                    TokenError.INVALID_GRANT, "token_of_another_client", "The token was issued to another client.");
        }
        boolean existed = own && key.filter(tokens::revoke).isPresent();
        return tell(existed, key, Optional.of(caller), now, started);
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
