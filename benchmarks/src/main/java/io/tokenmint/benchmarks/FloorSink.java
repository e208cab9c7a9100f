package io.tokenmint.benchmarks;

import java.security.SecureRandom;
import java.util.Map;

/** The bare primitives of a validation: one SHA-256, one token and one client look-up. */
final class FloorSink implements TokenSink {
    private static final String CLIENT = "client";

    private final FloorMap.Tokens tokens;
    private final Primitives minting = new Primitives(new SecureRandom());
    private final Map<String, Boolean> clients = Map.of(CLIENT, true, "another", true);

    FloorSink(FloorMap map) {
        this.tokens = map.create();
    }

    @Override
    public String mint(long secondsAgo) {
        String token = minting.base64url(minting.random());
        tokens.insert(minting.sha256(token));
        return token;
    }

    @Override
    public boolean isGood(String token, Primitives primitives) {
        return tokens.contains(primitives.sha256(token)) && clients.get(CLIENT) != null;
    }
}
