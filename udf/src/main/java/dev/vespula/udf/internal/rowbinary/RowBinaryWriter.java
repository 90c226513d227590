package dev.vespula.udf.internal.rowbinary;

import dev.vespula.udf.Column;
import dev.vespula.udf.FlatType;
import dev.vespula.udf.UdfErrorKind;
import dev.vespula.udf.internal.task.GuestFault;
import java.util.List;

/** Writes rows of columns. */
public final class RowBinaryWriter {
    private final byte[] bytes;
    private int at;

    private RowBinaryWriter(int size) {
        bytes = new byte[size];
    }

    /** Rows of columns. A column whose type is nullable has a byte before each value. */
    public static byte[] write(List<Column> columns, int rows) {
        long size = 0;
        for (Column column : columns) {
            size += size(column, rows);
        }
        if (size > Integer.MAX_VALUE - 8) {
            throw new GuestFault(UdfErrorKind.LIMIT, "a block of " + size + " bytes");
        }
        RowBinaryWriter writer = new RowBinaryWriter((int) size);
        for (int row = 0; row < rows; row++) {
            for (Column column : columns) {
                writer.value(column, row);
            }
        }
        return writer.bytes;
    }

    private static long size(Column column, int rows) {
        boolean isNullable = column.type().isNullable();
        long size = isNullable ? rows : 0;
        int width = Width.of(column.type().flat());
        for (int row = 0; row < rows; row++) {
            if (isNullable && column.isNull(row)) {
                continue;
            }
            if (column instanceof Column.Bytes values) {
                int length = values.offsets()[row + 1] - values.offsets()[row];
                size += length + lengthBytes(length);
            } else {
                size += width;
            }
        }
        return size;
    }

    private static int lengthBytes(int length) {
        return Math.max(1, (Integer.SIZE - Integer.numberOfLeadingZeros(length) + 6) / 7);
    }

    private void value(Column column, int row) {
        if (column.type().isNullable()) {
            boolean isNull = column.isNull(row);
            bytes[at++] = (byte) (isNull ? 1 : 0);
            if (isNull) {
                return;
            }
        }
        FlatType type = column.type().flat();
        if (column instanceof Column.Bytes values) {
            bytes(values, row);
            return;
        }
        int width = Width.of(type);
        Width.write(bytes, at, width, bits(column, row));
        at += width;
    }

    private void bytes(Column.Bytes values, int row) {
        int begin = values.offsets()[row];
        int length = values.offsets()[row + 1] - begin;
        int rest = length;
        while (rest > 0x7f) {
            bytes[at++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[at++] = (byte) rest;
        System.arraycopy(values.data(), begin, bytes, at, length);
        at += length;
    }

    /** The bits of a number. */
    public static long bits(Column column, int row) {
        if (column instanceof Column.Longs longs) {
            return longs.values()[row];
        }
        if (column instanceof Column.Ints ints) {
            return ints.values()[row];
        }
        if (column instanceof Column.Doubles doubles) {
            return Double.doubleToRawLongBits(doubles.values()[row]);
        }
        return Float.floatToRawIntBits(((Column.Floats) column).values()[row]);
    }
}
