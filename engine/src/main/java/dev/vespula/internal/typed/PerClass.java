package dev.vespula.internal.typed;

import java.lang.ref.Reference;
import java.lang.ref.SoftReference;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * What was made for classes of the user. It refers to its class, so holding it would keep the class and its loader alive:
 * it is held as long as the engine's own loader lives only if that is younger than the class's, otherwise as long as somebody
 * else uses it. Hidden classes, those of lambdas, may be gone before their loader; what was made for them stays until memory is
 * short. Thread-safe.
 *
 * @param <V> what is made
 */
public final class PerClass<V> {
    /** The values, or references to them. */
    private final Map<Class<?>, Object> made = new WeakHashMap<>();

    /** What was made for a class, or null. */
    @SuppressWarnings("unchecked")
    public synchronized V get(Class<?> key) {
        Object held = made.get(key);
        return (V) (held instanceof Reference<?> reference ? reference.get() : held);
    }

    /** Keeps what was made for a class unless there is something already; returns what counts. */
    public synchronized V keep(Class<?> key, V value) {
        V known = get(key);
        if (known != null) {
            return known;
        }
        made.put(key, hold(key, value));
        return value;
    }

    private static Object hold(Class<?> key, Object value) {
        if (!livesAsLongAsWe(key)) {
            return new WeakReference<>(value);
        }
        return key.isHidden() ? new SoftReference<>(value) : value;
    }

    private static boolean livesAsLongAsWe(Class<?> key) {
        ClassLoader loader = PerClass.class.getClassLoader();
        while (loader != null && loader != key.getClassLoader()) {
            loader = loader.getParent();
        }
        return loader == key.getClassLoader();
    }
}
