package dev.vespula.udf.internal.plain;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** Functions over {@code int}, {@code long}, {@code float} and {@code double} as functions over bits in a {@code long[]}. */
public final class Cells {
    private static final MethodHandle TO_INT = find("toInt", int.class, long.class);
    private static final MethodHandle TO_FLOAT = find("toFloat", float.class, long.class);
    private static final MethodHandle TO_DOUBLE = find("toDouble", double.class, long.class);
    private static final MethodHandle OF_INT = find("of", long.class, int.class);
    private static final MethodHandle OF_FLOAT = find("of", long.class, float.class);
    private static final MethodHandle OF_DOUBLE = find("of", long.class, double.class);
    private static final MethodHandle OF_PAIR = find("ofPair", long.class, Object[].class);

    private Cells() {}

    private static MethodHandle find(String name, Class<?> to, Class<?> from) {
        try {
            return MethodHandles.lookup().findStatic(Cells.class, name, MethodType.methodType(to, from));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    static int toInt(long bits) {
        return (int) bits;
    }

    static float toFloat(long bits) {
        return Float.intBitsToFloat((int) bits);
    }

    static double toDouble(long bits) {
        return Double.longBitsToDouble(bits);
    }

    static long of(int value) {
        return value;
    }

    static long of(float value) {
        return Float.floatToRawIntBits(value);
    }

    static long of(double value) {
        return Double.doubleToRawLongBits(value);
    }

    /** The same for a function of two i32 results: the first in the upper half. */
    public static MethodHandle spreadPair(MethodHandle typed) {
        return spread(MethodHandles.filterReturnValue(typed, OF_PAIR));
    }

    static long ofPair(Object[] results) {
        return (long) (int) results[0] << 32 | (int) results[1] & 0xffff_ffffL;
    }

    /** The handle over a {@code long[]} of as many elements as it has parameters. */
    public static MethodHandle spread(MethodHandle typed) {
        MethodType type = typed.type();
        MethodHandle[] filters = new MethodHandle[type.parameterCount()];
        for (int i = 0; i < filters.length; i++) {
            filters[i] = toTyped(type.parameterType(i));
        }
        MethodHandle overBits = MethodHandles.filterArguments(typed, 0, filters);
        MethodHandle result = ofTyped(type.returnType());
        if (result != null) {
            overBits = MethodHandles.filterReturnValue(overBits, result);
        } else if (type.returnType() == void.class) {
            overBits = MethodHandles.filterReturnValue(overBits, MethodHandles.constant(long.class, 0L));
        }
        return overBits.asSpreader(long[].class, filters.length);
    }

    private static MethodHandle toTyped(Class<?> type) {
        return type == int.class ? TO_INT : type == float.class ? TO_FLOAT : type == double.class ? TO_DOUBLE : null;
    }

    private static MethodHandle ofTyped(Class<?> type) {
        return type == int.class ? OF_INT : type == float.class ? OF_FLOAT : type == double.class ? OF_DOUBLE : null;
    }

    /** Calls what {@link #spread} made. */
    public static long call(MethodHandle spread, long[] cells) {
        try {
            return (long) spread.invokeExact(cells);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
