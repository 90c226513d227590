package dev.vespula.types;

import java.util.Objects;

/**
 * A reference type.
 *
 * @param nullable whether null belongs to the type
 * @param heap what is referred to
 */
public record RefType(boolean nullable, HeapType heap) implements ValType {
    public RefType {
        Objects.requireNonNull(heap, "heap");
    }

    /** A reference to {@code heap} or null. */
    public static RefType nullable(HeapType heap) {
        return new RefType(true, heap);
    }

    /** A reference to {@code heap}, never null. */
    public static RefType nonNull(HeapType heap) {
        return new RefType(false, heap);
    }

    /** The text format's notation, short ({@code funcref}) where there is one. */
    @Override
    public String toString() {
        if (nullable && heap instanceof AbstractHeapType type) {
            return type.nullableName();
        }
        return (nullable ? "(ref null " : "(ref ") + heap + ")";
    }
}
