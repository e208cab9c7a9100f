package io.tokenmint.store.memory;

import static io.tokenmint.store.memory.Tokens.AUTHORIZATION;
import static io.tokenmint.store.memory.Tokens.NOW;

import io.tokenmint.spi.StoreException;
import io.tokenmint.spi.StoredToken;
import io.tokenmint.spi.TokenKey;
import java.time.Duration;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Test;

/** Whatever threads do at once to the store, they could have done one after the other. */
@Param(name = "token", gen = IntGen.class, conf = "0:3")
@Param(name = "use", gen = IntGen.class, conf = "1:3")
public class LinearizabilityTest {
    private static final int TOKENS = 4;

    private final MemoryTokenStore store = new MemoryTokenStore(Long.MAX_VALUE, 2);

    /** For Lincheck, which makes a store for each run. */
    public LinearizabilityTest() {}

    @Operation
    public boolean insert(@Param(name = "token") int token) {
        try {
            store.insert(token(token));
            return true;
        } catch (StoreException e) {
            return false;
        }
    }

    /** -1 for none, else the last use. */
    @Operation
    public long find(@Param(name = "token") int token) {
        return store.find(token(token).key())
                .map(found ->
                        Duration.between(found.issuedAt(), found.lastUsedAt()).toMillis())
                .orElse(-1L);
    }

    @Operation
    public boolean revoke(@Param(name = "token") int token) {
        return store.revoke(token(token).key());
    }

    @Operation
    public boolean recordUse(@Param(name = "token") int token, @Param(name = "use") int use) {
        return store.recordUse(token(token).key(), NOW.plusMillis(use));
    }

    /** Deletes the tokens of the first of two minutes. */
    @Operation
    public int deleteExpired() {
        return store.deleteExpired(NOW.plusSeconds(60), 1);
    }

    /** Two tokens in each of two minutes, of which the two in one minute share a stripe or not. */
    private static StoredToken token(int number) {
        int minute = 1 + number / (TOKENS / 2);
        long slot = Integer.toUnsignedLong(TokenKey.slotOf(NOW)) + minute;
        TokenKey key = new TokenKey(slot << 32, number * 7L, 2, 3);
        return new StoredToken(key, AUTHORIZATION, NOW, NOW.plus(Duration.ofMinutes(minute)));
    }

    @Test
    void underStress() {
        new StressOptions()
                .threads(3)
                .actorsPerThread(3)
                .iterations(25)
                .invocationsPerIteration(500)
                .check(LinearizabilityTest.class);
    }

    @Test
    void inEveryInterleavingTried() {
        new ModelCheckingOptions()
                .threads(2)
                .actorsPerThread(2)
                .iterations(6)
                .invocationsPerIteration(50)
                .check(LinearizabilityTest.class);
    }
}
