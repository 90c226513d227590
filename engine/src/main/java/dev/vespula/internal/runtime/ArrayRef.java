package dev.vespula.internal.runtime;

import java.util.Arrays;

/** An array of references. */
public final class ArrayRef extends ArrayObject {
    /** The elements. */
    public final Object[] items;

    ArrayRef(ObjectType type, int length) {
        super(type);
        items = new Object[length];
    }

    @Override
    public int length() {
        return items.length;
    }

    @Override
    public Object reference(int index) {
        return items[index];
    }

    @Override
    public void reference(int index, Object value) {
        items[index] = value;
    }

    @Override
    void fill(int from, int count, int source) {
        Arrays.fill(items, from, from + count, items[source]);
    }

    @Override
    void copy(int to, ArrayObject source, int from, int count) {
        System.arraycopy(((ArrayRef) source).items, from, items, to, count);
    }

    @Override
    public Object items() {
        return items;
    }
}
