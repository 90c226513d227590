package dev.vespula.internal.types;

/** The kinds of types that modules define. */
public enum TypeKind {
    FUNC(HeapTypes.FUNC, HeapTypes.NOFUNC, HeapTypes.FUNC),
    STRUCT(HeapTypes.STRUCT, HeapTypes.NONE, HeapTypes.ANY),
    ARRAY(HeapTypes.ARRAY, HeapTypes.NONE, HeapTypes.ANY),
    CONT(HeapTypes.CONT, HeapTypes.NOCONT, HeapTypes.CONT);

    private final int heap;
    private final int bottom;
    private final int top;

    TypeKind(int heap, int bottom, int top) {
        this.heap = heap;
        this.bottom = bottom;
        this.top = top;
    }

    /** The abstract heap type above all types of the kind. */
    public int heap() {
        return heap;
    }

    /** The least type of its hierarchy. */
    int bottom() {
        return bottom;
    }

    /** The greatest type of its hierarchy. */
    int top() {
        return top;
    }
}
