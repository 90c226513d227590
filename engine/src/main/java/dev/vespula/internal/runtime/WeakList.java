package dev.vespula.internal.runtime;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Things that are not kept alive, in the order in which they came. Used by one thread at a time.
 *
 * @param <E> what they are
 */
final class WeakList<E> {
    private static final int FIRST_PRUNING = 64;

    private final List<WeakReference<E>> all = new ArrayList<>();
    private int pruneAt = FIRST_PRUNING;

    /** Adds one. */
    void add(E one) {
        all.add(new WeakReference<>(one));
        if (all.size() >= pruneAt) {
            all.removeIf(reference -> reference.get() == null);
            pruneAt = Math.max(FIRST_PRUNING, 2 * all.size());
        }
    }

    /** Does something with each that is still there; those that are added meanwhile have their turn, too. */
    void forEach(Consumer<E> action) {
        for (int i = 0; i < all.size(); i++) {
            E one = all.get(i).get();
            if (one != null) {
                action.accept(one);
            }
        }
    }
}
