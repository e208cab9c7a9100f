package io.tokenmint.benchmarks;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;

/** Two SHA-256, one client look-up, 24 random bytes, base64url and one insert, with nothing around them. */
final class MintFloor implements TokenSource {
    private final Workload workload;
    private final FloorMap map;
    private final Map<String, byte[]> secrets = new HashMap<>();
    private final SecureRandom random = new SecureRandom();
    private FloorMap.Tokens tokens;

    MintFloor(Workload workload, FloorMap map) {
        this.workload = workload;
        this.map = map;
        this.tokens = map.create();
        workload.clients().forEach(client -> secrets.put(client.id(), Workload.sha256(client.secret())));
    }

    @Override
    public Minting minting() {
        Primitives primitives = new Primitives(random);
        return client -> mint(workload.clients().get(client), primitives);
    }

    @Override
    public void empty() {
        tokens = map.create();
    }

    private Object mint(Workload.Caller client, Primitives primitives) {
        byte[] expected = secrets.get(client.id());
        if (!MessageDigest.isEqual(expected, primitives.sha256(client.secret()))) {
            throw new IllegalStateException("the floor refused a client of its own workload");
        }
        String token = primitives.base64url(primitives.random());
        tokens.insert(primitives.sha256(token));
        return token;
    }
}
