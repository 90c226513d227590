package dev.vespula.internal.runtime;

import java.util.Arrays;

/** An array of i8 elements. */
public final class ArrayI8 extends ArrayObject {
    /** The elements. */
    public final byte[] items;

    ArrayI8(ObjectType type, int length) {
        super(type);
        items = new byte[length];
    }

    @Override
    public int length() {
        return items.length;
    }

    @Override
    public long number(int index) {
        return items[index];
    }

    @Override
    public void number(int index, long bits) {
        items[index] = (byte) bits;
    }

    @Override
    void fill(int from, int count, int source) {
        Arrays.fill(items, from, from + count, items[source]);
    }

    @Override
    void copy(int to, ArrayObject source, int from, int count) {
        System.arraycopy(((ArrayI8) source).items, from, items, to, count);
    }

    @Override
    void read(byte[] bytes, int from, int to, int count) {
        System.arraycopy(bytes, from, items, to, count);
    }

    @Override
    public Object items() {
        return items;
    }
}
