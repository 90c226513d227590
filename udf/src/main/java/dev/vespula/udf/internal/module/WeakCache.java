package dev.vespula.udf.internal.module;

import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Values as long as somebody uses them, each made once; making one holds nobody up who wants another. Thread-safe. */
final class WeakCache<K, V> {
    private final Map<K, Slot<V>> slots = new HashMap<>();

    private static final class Slot<V> {
        private WeakReference<V> value = new WeakReference<>(null);
        /** How many look at it just now. */
        private int users;

        synchronized V get(Supplier<V> maker) {
            V known = value.get();
            if (known == null) {
                known = maker.get();
                value = new WeakReference<>(known);
            }
            return known;
        }
    }

    V get(K key, Supplier<V> maker) {
        Slot<V> slot;
        synchronized (slots) {
            slots.values().removeIf(other -> other.users == 0 && other.value.get() == null);
            slot = slots.computeIfAbsent(key, absent -> new Slot<>());
            slot.users++;
        }
        try {
            return slot.get(maker);
        } finally {
            synchronized (slots) {
                slot.users--;
            }
        }
    }
}
