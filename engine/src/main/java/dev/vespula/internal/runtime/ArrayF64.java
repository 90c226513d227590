package dev.vespula.internal.runtime;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** An array of f64 elements. */
public final class ArrayF64 extends ArrayObject {
    /** The elements. */
    public final double[] items;

    ArrayF64(ObjectType type, int length) {
        super(type);
        items = new double[length];
    }

    @Override
    public int length() {
        return items.length;
    }

    @Override
    public long number(int index) {
        return Double.doubleToRawLongBits(items[index]);
    }

    @Override
    public void number(int index, long bits) {
        items[index] = Double.longBitsToDouble(bits);
    }

    @Override
    void fill(int from, int count, int source) {
        Arrays.fill(items, from, from + count, items[source]);
    }

    @Override
    void copy(int to, ArrayObject source, int from, int count) {
        System.arraycopy(((ArrayF64) source).items, from, items, to, count);
    }

    @Override
    void read(byte[] bytes, int from, int to, int count) {
        ByteBuffer.wrap(bytes, from, count * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer()
                .get(items, to, count);
    }

    @Override
    public Object items() {
        return items;
    }
}
