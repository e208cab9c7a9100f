package io.tokenmint.store.memory;

import io.tokenmint.spi.Authorization;
import io.tokenmint.spi.Scope;
import io.tokenmint.spi.StoreException;
import io.tokenmint.spi.StoredToken;
import io.tokenmint.spi.TokenKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.StampedLock;
import org.jspecify.annotations.Nullable;

/**
 * What one lock guards: the keys that hash to one stripe, in all segments. It is the lock rather than has one, because only
 * then does the padding keep the locks of two stripes off one cache line.
 */
final class Stripe extends StampedLock {
    private static final long serialVersionUID = 1L;
    private static final Authorization NOBODY =
            new Authorization("none", 0, Scope.empty(), List.of(), Duration.ofHours(1), "");

    private static final int SPINS = 64;

    private final int number;
    private long live;

    @SuppressWarnings("unused") // padding
    private long p0, p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11, p12, p13, p14, p15;

    Stripe(int number) {
        this.number = number;
    }

    Optional<StoredToken> find(Segment segment, TokenKey key, int hash) {
        long stamp = tryOptimisticRead();
        if (stamp != 0) {
            Table table = segment.table(number);
            int entry = table.locate(key, hash);
            Authorization authorization = table.authorization(entry);
            long times = table.times(entry);
            long use = table.use(entry);
            if (validate(stamp)) {
                return found(key, authorization, times, use);
            }
        }
        return findLocked(segment, key, hash);
    }

    private Optional<StoredToken> findLocked(Segment segment, TokenKey key, int hash) {
        long stamp = readLock();
        try {
            Table table = segment.table(number);
            int entry = table.locate(key, hash);
            return found(key, table.authorization(entry), table.times(entry), table.use(entry));
        } finally {
            unlockRead(stamp);
        }
    }

    /**
     * What was found, which is put together also when nothing was: a client that may not see a token must not learn from the
     * time of an answer that there is one (RFC 7662 section 4).
     */
    private static Optional<StoredToken> found(
            TokenKey key, @Nullable Authorization authorization, long times, long use) {
        StoredToken token = Times.unpack(key, authorization == null ? NOBODY : authorization, times, use);
        return authorization == null ? Optional.empty() : Optional.of(token);
    }

    /** Keeps a token, unless the segment was dropped meanwhile: then false. */
    boolean insert(Segment segment, StoredToken token, int hash, Authorization authorization, Capacity capacity) {
        long times = Times.pack(token);
        long stamp = lockToWrite();
        try {
            Table table = segment.tableToAddTo(number);
            if (table == null) {
                return false;
            }
            if (table.locate(token.key(), hash) != Table.ABSENT) {
                throw new StoreException("the key is taken: mint another token");
            }
            // In this order, so that a place is taken only by a token that is kept.
            table.makeRoom();
            capacity.take();
            table.add(token.key(), hash, times, authorization);
            live++;
            return true;
        } finally {
            unlockWrite(stamp);
        }
    }

    boolean revoke(Segment segment, TokenKey key, int hash, Capacity capacity) {
        long stamp = lockToWrite();
        try {
            Table table = segment.table(number);
            int entry = table.locate(key, hash);
            if (entry == Table.ABSENT) {
                return false;
            }
            table.remove(entry);
            capacity.give(1);
            live--;
            return true;
        } finally {
            unlockWrite(stamp);
        }
    }

    boolean recordUse(Segment segment, TokenKey key, int hash, long usedAt) {
        long stamp = lockToWrite();
        try {
            Table table = segment.table(number);
            int entry = table.locate(key, hash);
            if (entry == Table.ABSENT) {
                return false;
            }
            table.recordUse(entry, usedAt - Times.issuedAt(key.slot(), table.times(entry)));
            return true;
        } finally {
            unlockWrite(stamp);
        }
    }

    /** Gives up this stripe's part of segments that are no longer in the directory; returns how many tokens they had. */
    long drop(List<Segment> segments, Capacity capacity) {
        long stamp = lockToWrite();
        try {
            long dropped = 0;
            // By number: an iterator is an object, and where memory runs out there is none.
            for (int i = 0; i < segments.size(); i++) {
                dropped += segments.get(i).drop(number);
            }
            capacity.give(dropped);
            live -= dropped;
            return dropped;
        } finally {
            unlockWrite(stamp);
        }
    }

    /** Whoever holds the lock is done in a fraction of a microsecond; to be parked and woken takes many times that. */
    private long lockToWrite() {
        for (int i = 0; i < SPINS; i++) {
            long stamp = tryWriteLock();
            if (stamp != 0) {
                return stamp;
            }
            Thread.onSpinWait();
        }
        return writeLock();
    }

    long size() {
        long stamp = readLock();
        try {
            return live;
        } finally {
            unlockRead(stamp);
        }
    }
}
