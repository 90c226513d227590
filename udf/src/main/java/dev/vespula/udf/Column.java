package dev.vespula.udf;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A column of a block: values of one type, in arrays of Java, and which of them are null. Row {@code i} of a number is element {@code i}
 * of {@code values}; bytes of row {@code i} are those of {@code data} from {@code offsets[i]} to {@code offsets[i + 1]}. Arrays may be
 * longer than the rows need; they are not copied, neither on the way in nor on the way out.
 *
 * <p>Nulls are a bitmap as Arrow has it: the bit {@code i & 7} of byte {@code i >> 3} is 1 where there is a value. No bitmap: no nulls.
 * What stands in {@code values} at a null does not matter.
 *
 * <pre>{@code
 * Column a = Column.of(FlatType.INT64, new long[] {48, 17});
 * Column b = Column.of(FlatType.INT64, new long[] {36, 5});
 * Column.Longs result = (Column.Longs) task.blockCall("gcd").call(List.of(a, b), 2);
 * }</pre>
 */
public sealed interface Column {

    /** The type of the values. */
    UdfType type();

    /** How many rows there are. */
    int rows();

    /** Where there are values; null if everywhere. */
    byte @Nullable [] validity();

    /** Whether the row's value is null. */
    default boolean isNull(int row) {
        byte[] bits = validity();
        return bits != null && (bits[row >> 3] >> (row & 7) & 1) == 0;
    }

    /** The row's value as {@link RowCall#call} has values. */
    default @Nullable Object value(int row) {
        return Columns.value(this, row);
    }

    /** A bitmap in which all rows have values. */
    static byte[] allValid(int rows) {
        byte[] bits = new byte[(rows + 7) >> 3];
        Arrays.fill(bits, (byte) -1);
        return bits;
    }

    /** Makes a row null in a bitmap. */
    static void setNull(byte[] validity, int row) {
        validity[row >> 3] &= (byte) ~(1 << (row & 7));
    }

    /** A column without nulls. */
    static Column of(FlatType type, int[] values) {
        return new Ints(type, values.length, values, null);
    }

    /** A column without nulls. */
    static Column of(FlatType type, long[] values) {
        return new Longs(type, values.length, values, null);
    }

    /** A column without nulls. */
    static Column of(FlatType type, float[] values) {
        return new Floats(type, values.length, values, null);
    }

    /** A column without nulls. */
    static Column of(FlatType type, double[] values) {
        return new Doubles(type, values.length, values, null);
    }

    /** A column of strings or bytes; null elements are nulls. */
    static Column of(FlatType type, byte @Nullable [][] values) {
        return Columns.of(type, values);
    }

    /** Integers of at most 32 bits, booleans, dates. */
    record Ints(UdfType type, int rows, int[] values, byte @Nullable [] validity) implements Column {
        /** Checks the lengths. */
        public Ints {
            Columns.check(type, FlatType.Storage.INT, rows, values.length, validity);
        }
    }

    /** Integers of 64 bits, times. */
    record Longs(UdfType type, int rows, long[] values, byte @Nullable [] validity) implements Column {
        /** Checks the lengths. */
        public Longs {
            Columns.check(type, FlatType.Storage.LONG, rows, values.length, validity);
        }
    }

    /** Numbers of single precision. */
    record Floats(UdfType type, int rows, float[] values, byte @Nullable [] validity) implements Column {
        /** Checks the lengths. */
        public Floats {
            Columns.check(type, FlatType.Storage.FLOAT, rows, values.length, validity);
        }
    }

    /** Numbers of double precision. */
    record Doubles(UdfType type, int rows, double[] values, byte @Nullable [] validity) implements Column {
        /** Checks the lengths. */
        public Doubles {
            Columns.check(type, FlatType.Storage.DOUBLE, rows, values.length, validity);
        }
    }

    /** Strings, as UTF-8, and bytes. Offsets do not fall, and need not begin at 0. */
    record Bytes(UdfType type, int rows, byte[] data, int[] offsets, byte @Nullable [] validity) implements Column {
        /** Checks lengths and offsets. */
        public Bytes {
            Columns.check(type, FlatType.Storage.BYTES, rows, offsets.length - 1, validity);
            Columns.checkOffsets(rows, data.length, offsets);
        }

        /** A copy of the row's bytes. */
        public byte[] bytes(int row) {
            return Arrays.copyOfRange(data, offsets[row], offsets[row + 1]);
        }
    }

    /** Lists and structs: each value a {@link List}, null where the value is; their elements as {@link RowCall#call} has values. */
    record Nested(UdfType type, List<@Nullable Object> values) implements Column {
        @Override
        public int rows() {
            return values.size();
        }

        @Override
        public byte @Nullable [] validity() {
            if (values.stream().noneMatch(Objects::isNull)) {
                return null;
            }
            byte[] bits = allValid(rows());
            for (int row = 0; row < rows(); row++) {
                if (values.get(row) == null) {
                    setNull(bits, row);
                }
            }
            return bits;
        }

        @Override
        public boolean isNull(int row) {
            return values.get(row) == null;
        }
    }
}
