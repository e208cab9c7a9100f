package io.tokenmint.store.memory;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Leads from minutes to segments. Open-addressed by the minute itself, so consecutive minutes never collide. Looking up takes
 * no lock. A segment is added in place; segments are removed all at once, by putting another array in the place of the first.
 */
final class Directory {
    private static final VarHandle SEGMENTS = MethodHandles.arrayElementVarHandle(Segment[].class);
    private static final int MIN_LENGTH = 16;

    private final int stripes;
    private final ReentrantLock changing = new ReentrantLock();
    private volatile Segment[] segments = new Segment[MIN_LENGTH];
    private int count;

    Directory(int stripes) {
        this.stripes = stripes;
    }

    @Nullable
    Segment find(int minute) {
        return find(segments, minute);
    }

    Segment findOrAdd(int minute) {
        Segment found = find(minute);
        return found == null ? add(minute) : found;
    }

    /**
     * Removes the segments of all minutes up to the given one.
     *
     * @param last minutes since the Unix epoch
     * @return the segments that were removed; a writer that found one earlier may still be at work in it
     */
    List<Segment> removeUpTo(long last) {
        if (isClearUpTo(last)) {
            return List.of();
        }
        changing.lock();
        try {
            List<Segment> kept = all();
            List<Segment> removed = new ArrayList<>(kept);
            removed.removeIf(segment -> !endsBy(last, segment));
            kept.removeIf(segment -> endsBy(last, segment));
            replace(kept, kept.size());
            return removed;
        } finally {
            changing.unlock();
        }
    }

    private boolean isClearUpTo(long last) {
        for (Segment segment : segments) {
            if (segment != null && endsBy(last, segment)) {
                return false;
            }
        }
        return true;
    }

    private static boolean endsBy(long last, Segment segment) {
        return Integer.toUnsignedLong(segment.minute()) <= last;
    }

    private Segment add(int minute) {
        changing.lock();
        try {
            Segment found = find(minute);
            if (found != null) {
                return found;
            }
            if (count + 1 > roomOf(segments.length)) {
                replace(all(), count + 1);
            }
            Segment added = new Segment(minute, stripes);
            put(segments, added);
            count++;
            return added;
        } finally {
            changing.unlock();
        }
    }

    private List<Segment> all() {
        return Arrays.stream(segments).filter(Objects::nonNull).collect(Collectors.toCollection(ArrayList::new));
    }

    private void replace(List<Segment> kept, int needed) {
        int length = MIN_LENGTH;
        while (roomOf(length) < needed) {
            length *= 2;
        }
        Segment[] others = new Segment[length];
        kept.forEach(segment -> put(others, segment));
        count = kept.size();
        segments = others;
    }

    private static int roomOf(int length) {
        return length - length / 4;
    }

    private static @Nullable Segment find(Segment[] segments, int minute) {
        int mask = segments.length - 1;
        for (int slot = minute & mask; ; slot = (slot + 1) & mask) {
            Segment segment = (Segment) SEGMENTS.getAcquire(segments, slot);
            if (segment == null || segment.minute() == minute) {
                return segment;
            }
        }
    }

    private static void put(Segment[] segments, Segment segment) {
        int mask = segments.length - 1;
        int slot = segment.minute() & mask;
        while (segments[slot] != null) {
            slot = (slot + 1) & mask;
        }
        SEGMENTS.setRelease(segments, slot, segment);
    }
}
