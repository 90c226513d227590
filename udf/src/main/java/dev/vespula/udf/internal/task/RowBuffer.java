package dev.vespula.udf.internal.task;

import dev.vespula.udf.Field;
import dev.vespula.udf.FlatType;
import dev.vespula.udf.Signature;
import dev.vespula.udf.UdfType;
import java.util.List;

/**
 * Arguments of a row and its result, without boxing: numbers as bits in longs, strings and bytes as ranges of arrays. It is kept for
 * as long as its call.
 */
public final class RowBuffer {
    public final List<Field> params;
    /** Integers as they are, floats as their bits. */
    public final long[] numbers;
    public final byte[][] bytes;
    public final int[] offsets;
    public final int[] lengths;
    /** Nested values. */
    public final Object[] objects;
    public final boolean[] nulls;
    private final FlatType.Storage[] storages;

    public long number;
    /** The result if it is a string or bytes: a range of this array, which the next row may write. */
    public byte[] resultBytes = {};
    public int resultOffset;
    public int resultLength;
    public Object object;
    public boolean isNull;

    public RowBuffer(Signature signature) {
        params = signature.params();
        int count = params.size();
        numbers = new long[count];
        bytes = new byte[count][];
        offsets = new int[count];
        lengths = new int[count];
        objects = new Object[count];
        nulls = new boolean[count];
        storages = new FlatType.Storage[count];
        for (int i = 0; i < count; i++) {
            UdfType type = params.get(i).type();
            storages[i] = type.isFlat() ? type.flat().storage() : null;
            // What was never set is null.
            nulls[i] = true;
        }
    }

    /** Whether an argument is null whose type has no null: the result is null then, as SQL has it. */
    public boolean hasUnexpectedNull() {
        for (int i = 0; i < nulls.length; i++) {
            if (nulls[i] && !params.get(i).type().isNullable()) {
                return true;
            }
        }
        return false;
    }

    public boolean isBytes(int index) {
        return storages[index] == FlatType.Storage.BYTES;
    }

    /** Makes room for a result of so many bytes, at the beginning of {@link #resultBytes}. */
    public byte[] room(int length) {
        if (resultBytes.length < length) {
            resultBytes = new byte[Math.max(length, Math.min(1 << 20, resultBytes.length * 2))];
        }
        resultOffset = 0;
        resultLength = length;
        return resultBytes;
    }

    public void setInt(int index, int value) {
        set(index, FlatType.Storage.INT, value);
    }

    public void setLong(int index, long value) {
        set(index, FlatType.Storage.LONG, value);
    }

    public void setFloat(int index, float value) {
        set(index, FlatType.Storage.FLOAT, Float.floatToRawIntBits(value));
    }

    public void setDouble(int index, double value) {
        set(index, FlatType.Storage.DOUBLE, Double.doubleToRawLongBits(value));
    }

    private void set(int index, FlatType.Storage storage, long bits) {
        check(index, storage);
        numbers[index] = bits;
        nulls[index] = false;
    }

    public void setBytes(int index, byte[] array, int offset, int length) {
        check(index, FlatType.Storage.BYTES);
        bytes[index] = array;
        offsets[index] = offset;
        lengths[index] = length;
        nulls[index] = false;
    }

    public void setObject(int index, Object value) {
        if (storages[index] != null) {
            throw new IllegalArgumentException("argument " + index + " is of type " + params.get(index).type());
        }
        objects[index] = value;
        nulls[index] = false;
    }

    public void setNull(int index) {
        nulls[index] = true;
    }

    private void check(int index, FlatType.Storage storage) {
        if (storages[index] != storage) {
            throw new IllegalArgumentException("argument " + index + " is of type " + params.get(index).type());
        }
    }

    /** The bits of the result. */
    public long number(FlatType.Storage storage, Signature signature) {
        checkResult(storage, signature);
        return isNull ? 0 : number;
    }

    public void checkResult(FlatType.Storage storage, Signature signature) {
        if (!signature.result().isFlat() || signature.result().flat().storage() != storage) {
            throw new IllegalArgumentException("the result is of type " + signature.result());
        }
    }
}
