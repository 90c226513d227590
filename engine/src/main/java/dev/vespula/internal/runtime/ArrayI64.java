package dev.vespula.internal.runtime;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** An array of i64 elements. */
public final class ArrayI64 extends ArrayObject {
    /** The elements. */
    public final long[] items;

    ArrayI64(ObjectType type, int length) {
        super(type);
        items = new long[length];
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
        items[index] = bits;
    }

    @Override
    void fill(int from, int count, int source) {
        Arrays.fill(items, from, from + count, items[source]);
    }

    @Override
    void copy(int to, ArrayObject source, int from, int count) {
        System.arraycopy(((ArrayI64) source).items, from, items, to, count);
    }

    @Override
    void read(byte[] bytes, int from, int to, int count) {
        ByteBuffer.wrap(bytes, from, count * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer()
                .get(items, to, count);
    }

    @Override
    public Object items() {
        return items;
    }
}
