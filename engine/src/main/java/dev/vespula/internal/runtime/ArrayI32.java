package dev.vespula.internal.runtime;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** An array of i32 elements. */
public final class ArrayI32 extends ArrayObject {
    /** The elements. */
    public final int[] items;

    ArrayI32(ObjectType type, int length) {
        super(type);
        items = new int[length];
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
        items[index] = (int) bits;
    }

    @Override
    void fill(int from, int count, int source) {
        Arrays.fill(items, from, from + count, items[source]);
    }

    @Override
    void copy(int to, ArrayObject source, int from, int count) {
        System.arraycopy(((ArrayI32) source).items, from, items, to, count);
    }

    @Override
    void read(byte[] bytes, int from, int to, int count) {
        ByteBuffer.wrap(bytes, from, count * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer()
                .get(items, to, count);
    }

    @Override
    public Object items() {
        return items;
    }
}
