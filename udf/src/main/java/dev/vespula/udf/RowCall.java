package dev.vespula.udf;

import dev.vespula.udf.internal.task.CallCore;
import dev.vespula.udf.internal.task.RowValues;
import dev.vespula.udf.internal.task.ScalarBody;
import dev.vespula.udf.internal.task.TypedCall;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A scalar function of a task, called row by row; by the thread that uses the task. There are three ways to call it:
 *
 * <ul>
 * <li>{@link #callI64(long, long)} and its like, for functions of numbers alone. Nothing is boxed. {@link #handle} is the same for all
 * functions of numbers;
 * <li>{@link #setBytes}, {@link #setLong} and so on for the arguments, {@link #run}, then {@link #getLong} and so on: for all flat
 * types, nulls included. Strings and bytes are ranges of arrays, in and out;
 * <li>{@link #call}, with objects, for all types.
 * </ul>
 *
 * <p>If an argument is null whose type has no null, the result is null, and the function is not called. If a row fails and
 * {@link OnError} is not {@link OnError#FAIL}, the result is null: {@link #wasNull} tells; methods that return a number return 0 then.
 * Otherwise it is an {@link UdfException}. Fuel is counted for rows that fail, too.
 *
 * <pre>{@code
 * try (UdfTask task = udfs.newTask()) {
 *     RowCall gcd = task.rowCall("gcd");
 *     long common = gcd.callI64(48, 36);
 * }
 * }</pre>
 */
public final class RowCall extends RowArguments<RowCall> {
    private final TypedCall typed;

    RowCall(CallCore core) {
        super(core);
        this.typed = new TypedCall(core, row);
        typed.bind();
    }

    /** Whether the last result was null. */
    public boolean wasNull() {
        return row.isNull;
    }

    /**
     * Calls the function without boxing: its parameters and its result as {@code int}, {@code long}, {@code float} or {@code double},
     * as {@link FlatType#storage} has it; a boolean is the {@code int} 0 or 1. The handle counts fuel and handles errors as the other
     * methods do. It is for the thread of the task, like everything else of it.
     *
     * @throws IllegalArgumentException if the function is not one of numbers alone, without nulls
     */
    public MethodHandle handle() {
        return typed.handle();
    }

    /**
     * Calls a function of numbers whose result is an int, also one of the narrower types. There are such
     * methods for the commonest parameters, and {@link #handle} for all.
     *
     * @throws IllegalArgumentException if the function has other types
     * @throws UdfException             if the row fails, and may not
     */
    public int callI32() {
        MethodHandle raw = typed.begin();
        try {
            int result = (int) raw.invokeExact();
            typed.end();
            return result;
        } catch (Throwable thrown) {
            typed.failed(thrown);
            return 0;
        }
    }

    /** As {@link #callI32()}. */
    public int callI32(int a) {
        MethodHandle raw = typed.begin();
        try {
            int result = (int) raw.invokeExact(a);
            typed.end();
            return result;
        } catch (Throwable thrown) {
            typed.failed(thrown);
            return 0;
        }
    }

    /** As {@link #callI32()}. */
    public int callI32(int a, int b) {
        MethodHandle raw = typed.begin();
        try {
            int result = (int) raw.invokeExact(a, b);
            typed.end();
            return result;
        } catch (Throwable thrown) {
            typed.failed(thrown);
            return 0;
        }
    }

    /** As {@link #callI32()}. */
    public int callI32(int a, int b, int c) {
        MethodHandle raw = typed.begin();
        try {
            int result = (int) raw.invokeExact(a, b, c);
            typed.end();
            return result;
        } catch (Throwable thrown) {
            typed.failed(thrown);
            return 0;
        }
    }

    /** As {@link #callI32()}. */
    public int callI32(long a) {
        MethodHandle raw = typed.begin();
        try {
            int result = (int) raw.invokeExact(a);
            typed.end();
            return result;
        } catch (Throwable thrown) {
            typed.failed(thrown);
            return 0;
        }
    }

    /** As {@link #callI32()}. */
    public int callI32(long a, long b) {
        MethodHandle raw = typed.begin();
        try {
            int result = (int) raw.invokeExact(a, b);
            typed.end();
            return result;
        } catch (Throwable thrown) {
            typed.failed(thrown);
            return 0;
        }
    }

    /** As {@link #callI32()}. */
    public int callI32(double a) {
        MethodHandle raw = typed.begin();
        try {
            int result = (int) raw.invokeExact(a);
            typed.end();
            return result;
        } catch (Throwable thrown) {
            typed.failed(thrown);
            return 0;
        }
    }

    /** As {@link #callI32()}. */
    public int callI32(double a, double b) {
        MethodHandle raw = typed.begin();
        try {
            int result = (int) raw.invokeExact(a, b);
            typed.end();
            return result;
        } catch (Throwable thrown) {
            typed.failed(thrown);
            return 0;
        }
    }

    /**
     * Calls a function of numbers whose result is a long. There are such
     * methods for the commonest parameters, and {@link #handle} for all.
     *
     * @throws IllegalArgumentException if the function has other types
     * @throws UdfException             if the row fails, and may not
     */
    public long callI64() {
        MethodHandle raw = typed.begin();
        try {
            long result = (long) raw.invokeExact();
            typed.end();
            return result;
        } catch (Throwable thrown) {
            typed.failed(thrown);
            return 0;
        }
    }

    /** As {@link #callI64()}. */
    public long callI64(long a) {
        MethodHandle raw = typed.begin();
        try {
            long result = (long) raw.invokeExact(a);
            typed.end();
            return result;
        } catch (Throwable thrown) {
            typed.failed(thrown);
            return 0;
        }
    }

    /** As {@link #callI64()}. */
    public long callI64(long a, long b) {
        MethodHandle raw = typed.begin();
        try {
            long result = (long) raw.invokeExact(a, b);
            typed.end();
            return result;
        } catch (Throwable thrown) {
            typed.failed(thrown);
            return 0;
        }
    }

    /** As {@link #callI64()}. */
    public long callI64(long a, long b, long c) {
        MethodHandle raw = typed.begin();
        try {
            long result = (long) raw.invokeExact(a, b, c);
            typed.end();
            return result;
        } catch (Throwable thrown) {
            typed.failed(thrown);
            return 0;
        }
    }

    /**
     * Calls a function of numbers whose result is a float. There are such
     * methods for the commonest parameters, and {@link #handle} for all.
     *
     * @throws IllegalArgumentException if the function has other types
     * @throws UdfException             if the row fails, and may not
     */
    public float callF32(float a) {
        MethodHandle raw = typed.begin();
        try {
            float result = (float) raw.invokeExact(a);
            typed.end();
            return result;
        } catch (Throwable thrown) {
            typed.failed(thrown);
            return 0;
        }
    }

    /** As {@link #callF32(float)}. */
    public float callF32(float a, float b) {
        MethodHandle raw = typed.begin();
        try {
            float result = (float) raw.invokeExact(a, b);
            typed.end();
            return result;
        } catch (Throwable thrown) {
            typed.failed(thrown);
            return 0;
        }
    }

    /**
     * Calls a function of numbers whose result is a double. There are such
     * methods for the commonest parameters, and {@link #handle} for all.
     *
     * @throws IllegalArgumentException if the function has other types
     * @throws UdfException             if the row fails, and may not
     */
    public double callF64(double a) {
        MethodHandle raw = typed.begin();
        try {
            double result = (double) raw.invokeExact(a);
            typed.end();
            return result;
        } catch (Throwable thrown) {
            typed.failed(thrown);
            return 0;
        }
    }

    /** As {@link #callF64(double)}. */
    public double callF64(double a, double b) {
        MethodHandle raw = typed.begin();
        try {
            double result = (double) raw.invokeExact(a, b);
            typed.end();
            return result;
        } catch (Throwable thrown) {
            typed.failed(thrown);
            return 0;
        }
    }

    /** As {@link #callF64(double)}. */
    public double callF64(double a, double b, double c) {
        MethodHandle raw = typed.begin();
        try {
            double result = (double) raw.invokeExact(a, b, c);
            typed.end();
            return result;
        } catch (Throwable thrown) {
            typed.failed(thrown);
            return 0;
        }
    }

    /** As {@link #callF64(double)}. */
    public double callF64(double a, double b, double c, double d) {
        MethodHandle raw = typed.begin();
        try {
            double result = (double) raw.invokeExact(a, b, c, d);
            typed.end();
            return result;
        } catch (Throwable thrown) {
            typed.failed(thrown);
            return 0;
        }
    }

    // ---- all flat types

    /**
     * Calls the function with the arguments that were set.
     *
     * @return whether there is a result that is not null
     * @throws UdfException if the row fails, and may not
     */
    public boolean run() {
        ScalarBody body = typed.body();
        if (row.hasUnexpectedNull()) {
            core.skip();
            row.isNull = true;
            return false;
        }
        row.isNull = false;
        core.begin(1);
        try {
            body.run(row);
            core.end(1);
        } catch (Throwable thrown) {
            row.isNull = true;
            core.failed(thrown, 1);
        }
        return !row.isNull;
    }

    /** The result, if its type is stored as {@link FlatType.Storage#INT}; 0 if it is null. */
    public int getInt() {
        return (int) row.number(FlatType.Storage.INT, core.function());
    }

    /** The result, if its type is stored as {@link FlatType.Storage#LONG}; 0 if it is null. */
    public long getLong() {
        return row.number(FlatType.Storage.LONG, core.function());
    }

    /** The result, if its type is stored as {@link FlatType.Storage#FLOAT}; 0 if it is null. */
    public float getFloat() {
        return Float.intBitsToFloat((int) row.number(FlatType.Storage.FLOAT, core.function()));
    }

    /** The result, if its type is stored as {@link FlatType.Storage#DOUBLE}; 0 if it is null. */
    public double getDouble() {
        return Double.longBitsToDouble(row.number(FlatType.Storage.DOUBLE, core.function()));
    }

    /** A copy of the result, if it is a string or bytes; null if it is null. */
    public byte @Nullable [] getBytes() {
        return row.isNull ? null : Arrays.copyOfRange(resultArray(), row.resultOffset, row.resultOffset + row.resultLength);
    }

    /** The result as a string, if it is UTF-8; null if it is null. */
    public @Nullable String getString() {
        return row.isNull ? null : new String(resultArray(), row.resultOffset, row.resultLength, StandardCharsets.UTF_8);
    }

    /** Where the bytes of the result are, from {@link #resultOffset} on; valid until the next row. */
    public byte[] resultArray() {
        row.checkResult(FlatType.Storage.BYTES, core.function());
        return row.resultBytes;
    }

    /** Where the result begins in {@link #resultArray}. */
    public int resultOffset() {
        return row.resultOffset;
    }

    /** How many bytes the result has; 0 if it is null. */
    public int resultLength() {
        return row.isNull ? 0 : row.resultLength;
    }

    /** The result, as {@link #call} returns it. */
    public @Nullable Object getObject() {
        return RowValues.result(row, core.function());
    }

    // ---- all types

    /**
     * Calls the function with objects: numbers as {@link Integer}, {@link Long}, {@link Float} or {@link Double}, as
     * {@link FlatType#storage} has it (any {@link Number} for the integers, if it is in range), booleans as {@link Boolean}, text as
     * {@link String} or UTF-8 in a {@code byte[]}, bytes as {@code byte[]}, lists and structs as {@link java.util.List}.
     *
     * @return the result: in the same form, text as String; null if it is null
     * @throws IllegalArgumentException if number or types of the arguments are wrong
     * @throws UdfException             if the row fails, and may not
     */
    public @Nullable Object call(@Nullable Object... args) {
        setAll(args);
        run();
        return getObject();
    }

    /** Calls a function of one string, or bytes, that returns such; null if the result is. */
    public byte @Nullable [] callBytes(byte[] array, int offset, int length) {
        setBytes(0, array, offset, length).run();
        return getBytes();
    }
}
