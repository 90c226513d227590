package dev.vespula.internal.runtime;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** An array of v128 elements: two longs each, the low half first. */
public final class ArrayV128 extends ArrayObject {
    /** Longest array whose halves fit into a Java array. */
    static final int MAX_LENGTH = MAX_ITEMS / 2;

    /** The halves of the elements. */
    public final long[] items;

    ArrayV128(ObjectType type, int length) {
        super(type);
        items = new long[2 * length];
    }

    @Override
    public int length() {
        return items.length >> 1;
    }

    @Override
    public long number(int index) {
        return items[2 * index];
    }

    @Override
    public void number(int index, long bits) {
        items[2 * index] = bits;
    }

    @Override
    public long high(int index) {
        return items[2 * index + 1];
    }

    @Override
    public void high(int index, long bits) {
        items[2 * index + 1] = bits;
    }

    @Override
    void fill(int from, int count, int source) {
        long low = number(source);
        long high = high(source);
        for (int k = from; k < from + count; k++) {
            items[2 * k] = low;
            items[2 * k + 1] = high;
        }
    }

    @Override
    void copy(int to, ArrayObject source, int from, int count) {
        System.arraycopy(((ArrayV128) source).items, 2 * from, items, 2 * to, 2 * count);
    }

    @Override
    void read(byte[] bytes, int from, int to, int count) {
        ByteBuffer.wrap(bytes, from, count * 2 * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer()
                .get(items, 2 * to, 2 * count);
    }

    @Override
    public Object items() {
        return items;
    }
}
