package dev.vespula.udf;

import dev.vespula.udf.FlatType.Storage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What columns share: checks, and values as objects. */
final class Columns {
    private Columns() {}

    static Column of(FlatType type, byte @Nullable [][] values) {
        long size = 0;
        for (byte[] value : values) {
            size += value == null ? 0 : value.length;
        }
        if (size > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("a column of " + size + " bytes");
        }
        byte[] data = new byte[(int) size];
        int[] offsets = new int[values.length + 1];
        byte[] validity = null;
        for (int row = 0; row < values.length; row++) {
            byte[] value = values[row];
            int at = offsets[row];
            if (value != null) {
                System.arraycopy(value, 0, data, at, value.length);
                at += value.length;
            } else {
                validity = validity != null ? validity : Column.allValid(values.length);
                Column.setNull(validity, row);
            }
            offsets[row + 1] = at;
        }
        return new Column.Bytes(validity == null ? type : type.nullable(), values.length, data, offsets, validity);
    }

    static void check(UdfType type, Storage storage, int rows, int values, byte @Nullable [] validity) {
        if (!type.isFlat() || type.flat().storage() != storage) {
            throw new IllegalArgumentException("values of " + type + " are not stored as " + storage);
        }
        if (rows < 0 || values < rows || validity != null && validity.length < (rows + 7) >> 3) {
            throw new IllegalArgumentException(rows + " rows of " + type + " from " + values + " values"
                    + (validity == null ? "" : " and " + validity.length + " bytes of validity"));
        }
    }

    static void checkOffsets(int rows, int bytes, int[] offsets) {
        int last = offsets[0];
        boolean isRising = last >= 0;
        for (int row = 1; row <= rows; row++) {
            isRising &= offsets[row] >= last;
            last = offsets[row];
        }
        if (!isRising || last > bytes) {
            throw new IllegalArgumentException("offsets " + Arrays.toString(Arrays.copyOf(offsets, Math.min(offsets.length, 8)))
                    + ".. do not fit " + bytes + " bytes");
        }
    }

    static @Nullable Object value(Column column, int row) {
        Objects.checkIndex(row, column.rows());
        if (column.isNull(row)) {
            return null;
        }
        if (column instanceof Column.Ints ints) {
            int value = ints.values()[row];
            return ints.type().flat() == FlatType.BOOLEAN ? (Object) (value != 0) : (Object) value;
        }
        if (column instanceof Column.Longs longs) {
            return longs.values()[row];
        }
        if (column instanceof Column.Floats floats) {
            return floats.values()[row];
        }
        if (column instanceof Column.Doubles doubles) {
            return doubles.values()[row];
        }
        if (column instanceof Column.Bytes bytes) {
            byte[] value = bytes.bytes(row);
            return bytes.type().flat().isText() ? new String(value, StandardCharsets.UTF_8) : value;
        }
        return ((Column.Nested) column).values().get(row);
    }
}
