package dev.vespula.internal.types;

/** The three kinds of types that modules define. */
public enum TypeKind {
    FUNC(HeapTypes.FUNC),
    STRUCT(HeapTypes.STRUCT),
    ARRAY(HeapTypes.ARRAY);

    private final int heap;

    TypeKind(int heap) {
        this.heap = heap;
    }

    /** The abstract heap type above all types of the kind. */
    public int heap() {
        return heap;
    }
}
