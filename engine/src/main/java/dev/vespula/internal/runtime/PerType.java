package dev.vespula.internal.runtime;

import java.util.concurrent.atomic.AtomicReferenceArray;

/** One object for each type of an engine, made when first asked for. Thread-safe; reading takes no lock. */
abstract class PerType<T> {
    private static final int SEGMENT = 1024;
    private static final int SEGMENTS = 1 << 12;

    private final AtomicReferenceArray<AtomicReferenceArray<T>> segments = new AtomicReferenceArray<>(SEGMENTS);

    /** Makes the object of a type; of several made at once, all but one are dropped. */
    abstract T make(int id);

    /** The object of the type with a canonical id; always the same. */
    final T get(int id) {
        AtomicReferenceArray<T> segment = segments.get(id / SEGMENT);
        if (segment == null) {
            segments.compareAndSet(id / SEGMENT, null, new AtomicReferenceArray<>(SEGMENT));
            segment = segments.get(id / SEGMENT);
        }
        T known = segment.get(id % SEGMENT);
        if (known == null) {
            segment.compareAndSet(id % SEGMENT, null, make(id));
            known = segment.get(id % SEGMENT);
        }
        return known;
    }
}
