package dev.vespula.udf.internal.task;

import dev.vespula.udf.FlatType;
import dev.vespula.udf.Signature;
import dev.vespula.udf.UdfType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Values as objects. */
public final class RowValues {
    private RowValues() {}

    /**
     * Sets an argument.
     *
     * @throws IllegalArgumentException if the value is none of its type
     */
    public static void set(RowBuffer row, int index, Object value) {
        UdfType type = row.params.get(index).type();
        if (value == null) {
            row.setNull(index);
        } else if (!type.isFlat()) {
            if (!(value instanceof List)) {
                throw wrong(type, value);
            }
            row.objects[index] = value;
            row.nulls[index] = false;
        } else {
            setFlat(row, index, type.flat(), value);
        }
    }

    private static void setFlat(RowBuffer row, int index, FlatType type, Object value) {
        switch (type.storage()) {
            case INT -> row.setInt(index, (int) integer(type, value));
            case LONG -> row.setLong(index, integer(type, value));
            case FLOAT -> row.setFloat(index, number(type, value).floatValue());
            case DOUBLE -> row.setDouble(index, number(type, value).doubleValue());
            case BYTES -> {
                byte[] bytes = bytes(type, value);
                row.setBytes(index, bytes, 0, bytes.length);
            }
        }
    }

    private static Number number(FlatType type, Object value) {
        if (value instanceof Float || type == FlatType.FLOAT64 && value instanceof Double) {
            return (Number) value;
        }
        throw wrong(type, value);
    }

    private static byte[] bytes(FlatType type, Object value) {
        if (value instanceof byte[] array) {
            return array;
        }
        if (type.isText() && value instanceof String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        throw wrong(type, value);
    }

    private static long integer(FlatType type, Object value) {
        if (type == FlatType.BOOLEAN && value instanceof Boolean truth) {
            return truth ? 1 : 0;
        }
        if (!(value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte)) {
            throw wrong(type, value);
        }
        long number = ((Number) value).longValue();
        boolean fits = switch (type) {
            case UINT32 -> number >= Integer.MIN_VALUE && number <= 0xffff_ffffL;
            case BOOLEAN, INT8, UINT8, INT16, UINT16, INT32, DATE32 -> number == (int) number && Narrow.fits(type,
                    (int) number);
            default -> true;
        };
        if (!fits) {
            throw wrong(type, value);
        }
        return number;
    }

    private static IllegalArgumentException wrong(UdfType type, Object value) {
        String text = value instanceof Number ? value.toString() : "a " + value.getClass().getName();
        return new IllegalArgumentException(text + " is no " + type);
    }

    /** An argument. */
    public static Object argument(RowBuffer row, int index) {
        if (row.nulls[index]) {
            return null;
        }
        UdfType type = row.params.get(index).type();
        if (!type.isFlat()) {
            return row.objects[index];
        }
        return value(type.flat(), row.numbers[index], row.bytes[index], row.offsets[index], row.lengths[index]);
    }

    /** The result. */
    public static Object result(RowBuffer row, Signature signature) {
        UdfType type = signature.result();
        if (row.isNull) {
            return null;
        }
        if (!type.isFlat()) {
            return row.object;
        }
        return value(type.flat(), row.number, row.resultBytes, row.resultOffset, row.resultLength);
    }

    private static Object value(FlatType type, long number, byte[] array, int offset, int length) {
        return switch (type.storage()) {
            case INT -> type == FlatType.BOOLEAN ? (Object) (number != 0) : (Object) (int) number;
            case LONG -> number;
            case FLOAT -> Float.intBitsToFloat((int) number);
            case DOUBLE -> Double.longBitsToDouble(number);
            case BYTES -> type.isText()
                    ? new String(array, offset, length, StandardCharsets.UTF_8)
                    : Arrays.copyOfRange(array, offset, offset + length);
        };
    }
}
