package io.tokenmint.store.jdbc;

import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** A map that forgets what was not asked for lately when it grows beyond its bound. */
final class BoundedCache<K, V> {
    private static final class Slot<V> {
        private final V value;
        private volatile boolean recent = true;

        private Slot(V value) {
            this.value = value;
        }
    }

    private final Map<K, Slot<V>> slots = new ConcurrentHashMap<>();
    private final ReentrantLock sweeping = new ReentrantLock();
    private final int bound;
    private final BiConsumer<K, V> forgotten;

    BoundedCache(int bound, BiConsumer<K, V> forgotten) {
        this.bound = bound;
        this.forgotten = forgotten;
    }

    @Nullable
    V get(K key) {
        Slot<V> slot = slots.get(key);
        if (slot == null) {
            return null;
        }
        if (!slot.recent) {
            slot.recent = true;
        }
        return slot.value;
    }

    /** Keeps a value; returns the one it replaced. */
    @Nullable
    V put(K key, V value) {
        Slot<V> before = slots.put(key, new Slot<>(value));
        if (before == null && slots.size() > bound && sweeping.tryLock()) {
            try {
                sweep();
            } finally {
                sweeping.unlock();
            }
        }
        return before == null ? null : before.value;
    }

    void removeIf(BiPredicate<K, V> condition) {
        slots.forEach((key, slot) -> {
            if (condition.test(key, slot.value)) {
                remove(key, slot);
            }
        });
    }

    /** Goes round until an eighth is free: what was asked for since the last round stays for one more. */
    private void sweep() {
        int goal = bound - bound / 8;
        while (slots.size() > goal) {
            Iterator<Map.Entry<K, Slot<V>>> entries = slots.entrySet().iterator();
            while (slots.size() > goal && entries.hasNext()) {
                Map.Entry<K, Slot<V>> entry = entries.next();
                if (entry.getValue().recent) {
                    entry.getValue().recent = false;
                } else {
                    remove(entry.getKey(), entry.getValue());
                }
            }
        }
    }

    private void remove(K key, Slot<V> slot) {
        if (slots.remove(key, slot)) {
            forgotten.accept(key, slot.value);
        }
    }
}
