package dev.vespula.internal.runtime;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** An array of f32 elements. */
public final class ArrayF32 extends ArrayObject {
    /** The elements. */
    public final float[] items;

    ArrayF32(ObjectType type, int length) {
        super(type);
        items = new float[length];
    }

    @Override
    public int length() {
        return items.length;
    }

    @Override
    public long number(int index) {
        return Float.floatToRawIntBits(items[index]);
    }

    @Override
    public void number(int index, long bits) {
        items[index] = Float.intBitsToFloat((int) bits);
    }

    @Override
    void fill(int from, int count, int source) {
        Arrays.fill(items, from, from + count, items[source]);
    }

    @Override
    void copy(int to, ArrayObject source, int from, int count) {
        System.arraycopy(((ArrayF32) source).items, from, items, to, count);
    }

    @Override
    void read(byte[] bytes, int from, int to, int count) {
        ByteBuffer.wrap(bytes, from, count * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer()
                .get(items, to, count);
    }

    @Override
    public Object items() {
        return items;
    }
}
