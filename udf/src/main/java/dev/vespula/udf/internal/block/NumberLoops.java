package dev.vespula.udf.internal.block;

import dev.vespula.udf.Column;
import dev.vespula.udf.UdfType;
import dev.vespula.udf.internal.task.RowBuffer;
import dev.vespula.udf.internal.task.TypedCall;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.util.List;

/**
 * Rows of a block for functions of numbers in the commonest shapes, straight from array to array: a row through {@link RowBuffer} and a
 * spread handle takes 3 to 6 ns more.
 */
final class NumberLoops {
    private static final MethodType LONG = MethodType.methodType(long.class, long.class);
    private static final MethodType LONGS = MethodType.methodType(long.class, long.class, long.class);
    private static final MethodType DOUBLE = MethodType.methodType(double.class, double.class);
    private static final MethodType DOUBLES = MethodType.methodType(double.class, double.class, double.class);

    private final TypedCall call;
    private final RowBuffer row;
    private final UdfType type;

    NumberLoops(TypedCall call, RowBuffer row, UdfType type) {
        this.call = call;
        this.row = row;
        this.type = type;
    }

    /** The results; null if there is no loop for the shape, or there are nulls among the arguments. */
    Column run(List<? extends Column> arguments, int rows) {
        MethodType shape = call.shape();
        if (shape == null || arguments.stream().anyMatch(column -> column.validity() != null)) {
            return null;
        }
        if (shape.equals(LONGS)) {
            return longs(((Column.Longs) arguments.get(0)).values(), ((Column.Longs) arguments.get(1)).values(), rows);
        }
        if (shape.equals(LONG)) {
            return longs(((Column.Longs) arguments.get(0)).values(), rows);
        }
        if (shape.equals(DOUBLES)) {
            return doubles(((Column.Doubles) arguments.get(0)).values(), ((Column.Doubles) arguments.get(1)).values(), rows);
        }
        return shape.equals(DOUBLE) ? doubles(((Column.Doubles) arguments.get(0)).values(), rows) : null;
    }

    private Column longs(long[] a, long[] b, int rows) {
        long[] results = new long[rows];
        byte[] validity = null;
        for (int i = 0; i < rows; i++) {
            MethodHandle function = call.begin();
            try {
                results[i] = (long) function.invokeExact(a[i], b[i]);
                call.end();
            } catch (Throwable thrown) {
                validity = failed(thrown, validity, i, rows);
            }
        }
        return new Column.Longs(named(validity), rows, results, validity);
    }

    private Column longs(long[] a, int rows) {
        long[] results = new long[rows];
        byte[] validity = null;
        for (int i = 0; i < rows; i++) {
            MethodHandle function = call.begin();
            try {
                results[i] = (long) function.invokeExact(a[i]);
                call.end();
            } catch (Throwable thrown) {
                validity = failed(thrown, validity, i, rows);
            }
        }
        return new Column.Longs(named(validity), rows, results, validity);
    }

    private Column doubles(double[] a, double[] b, int rows) {
        double[] results = new double[rows];
        byte[] validity = null;
        for (int i = 0; i < rows; i++) {
            MethodHandle function = call.begin();
            try {
                results[i] = (double) function.invokeExact(a[i], b[i]);
                call.end();
            } catch (Throwable thrown) {
                validity = failed(thrown, validity, i, rows);
            }
        }
        return new Column.Doubles(named(validity), rows, results, validity);
    }

    private Column doubles(double[] a, int rows) {
        double[] results = new double[rows];
        byte[] validity = null;
        for (int i = 0; i < rows; i++) {
            MethodHandle function = call.begin();
            try {
                results[i] = (double) function.invokeExact(a[i]);
                call.end();
            } catch (Throwable thrown) {
                validity = failed(thrown, validity, i, rows);
            }
        }
        return new Column.Doubles(named(validity), rows, results, validity);
    }

    private byte[] failed(Throwable thrown, byte[] before, int index, int rows) {
        call.failed(thrown);
        row.isNull = false;
        byte[] validity = before != null ? before : Column.allValid(rows);
        Column.setNull(validity, index);
        return validity;
    }

    private UdfType named(byte[] validity) {
        return validity == null ? type : type.nullable();
    }
}
