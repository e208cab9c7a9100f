package io.tokenmint.store.memory;

import static io.tokenmint.store.memory.Tokens.AUTHORIZATION;
import static io.tokenmint.store.memory.Tokens.NOW;

import io.tokenmint.spi.StoreException;
import io.tokenmint.spi.StoredToken;
import io.tokenmint.spi.TokenKey;
import java.time.Duration;
import java.time.Instant;
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

    /** As late as the first minute allows: seen from an hour later, a clock that was set back that far is not out of bounds. */
    private static final Instant ISSUED = NOW.plusSeconds(60);

    private final MemoryTokenStore store = new MemoryTokenStore(Long.MAX_VALUE, 2);
    private int later;

    /** For Lincheck, which makes a store for each run. */
    public LinearizabilityTest() {
        // The first token of all looks for what ended, too: not in the middle of the run.
        store.insert(later(ISSUED));
    }

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
        return store.recordUse(token(token).key(), ISSUED.plusMillis(use));
    }

    /** Deletes the tokens of the first of two minutes. */
    @Operation
    public int deleteExpired() {
        return store.deleteExpired(NOW.plusSeconds(60), 1);
    }

    /**
     * Keeps a token of another time, which drops those of the first of the two minutes on the way, the first time. Of several
     * that come at once one does that, and the others do not wait for it: hence in one thread only.
     */
    @Operation(nonParallelGroup = "sweeping")
    public void insertAnHourLater() {
        store.insert(later(NOW.plus(Duration.ofMinutes(61))));
    }

    private StoredToken later(Instant issued) {
        Instant expires = issued.plus(Duration.ofHours(4));
        later++;
        return new StoredToken(
                new TokenKey((long) TokenKey.slotOf(expires) << 32, later, 0, 0), AUTHORIZATION, issued, expires);
    }

    /** Two tokens in each of two minutes, of which the two in one minute share a stripe or not. */
    private static StoredToken token(int number) {
        int minute = 1 + number / (TOKENS / 2);
        long slot = Integer.toUnsignedLong(TokenKey.slotOf(NOW)) + minute;
        TokenKey key = new TokenKey(slot << 32, number * 7L, 2, 3);
        return new StoredToken(key, AUTHORIZATION, ISSUED, NOW.plus(Duration.ofMinutes(minute)));
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
