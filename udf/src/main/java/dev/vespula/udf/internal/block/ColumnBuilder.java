package dev.vespula.udf.internal.block;

import dev.vespula.udf.Column;
import dev.vespula.udf.FlatType;
import dev.vespula.udf.UdfErrorKind;
import dev.vespula.udf.UdfType;
import dev.vespula.udf.internal.task.GuestFault;
import dev.vespula.udf.internal.task.RowBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Collects results. */
public final class ColumnBuilder {
    private static final int MAX_BYTES = Integer.MAX_VALUE - 8;

    private final UdfType type;
    private final FlatType.Storage storage;
    private int rows;
    private int[] ints = {};
    private long[] longs = {};
    private float[] floats = {};
    private double[] doubles = {};
    private byte[] data = {};
    private final List<Object> objects = new ArrayList<>();
    private byte[] validity;

    private ColumnBuilder(UdfType type, int expected) {
        this.type = type;
        this.storage = type.isFlat() ? type.flat().storage() : null;
        if (storage != null) {
            switch (storage) {
                case INT -> ints = new int[expected];
                case LONG -> longs = new long[expected];
                case FLOAT -> floats = new float[expected];
                case DOUBLE -> doubles = new double[expected];
                case BYTES -> ints = new int[expected + 1];
            }
        }
    }

    /** A builder; more rows than expected are possible. */
    public static ColumnBuilder of(UdfType type, int expected) {
        return new ColumnBuilder(type, expected);
    }

    /** A column of nulls. */
    public static Column nulls(UdfType type, int rows) {
        ColumnBuilder builder = of(type, rows);
        for (int i = 0; i < rows; i++) {
            builder.addNull();
        }
        return builder.build();
    }

    /** An argument of a row as a column of one row. */
    public static Column single(RowBuffer row, int index) {
        ColumnBuilder builder = of(row.params.get(index).type(), 1);
        builder.addArgument(row, index);
        return builder.build();
    }

    /** Adds an argument of a row. */
    void addArgument(RowBuffer row, int index) {
        if (row.nulls[index]) {
            addNull();
        } else if (storage == null) {
            addObject(row.objects[index]);
        } else if (storage == FlatType.Storage.BYTES) {
            addBytes(row.bytes[index], row.offsets[index], row.lengths[index]);
        } else {
            addNumber(row.numbers[index]);
        }
    }

    /** Adds a value of another column. */
    void addFrom(Column column, int at) {
        if (column.isNull(at)) {
            addNull();
        } else if (column instanceof Column.Longs from) {
            addNumber(from.values()[at]);
        } else if (column instanceof Column.Ints from) {
            addNumber(from.values()[at]);
        } else if (column instanceof Column.Doubles from) {
            addNumber(Double.doubleToRawLongBits(from.values()[at]));
        } else if (column instanceof Column.Floats from) {
            addNumber(Float.floatToRawIntBits(from.values()[at]));
        } else if (column instanceof Column.Bytes from) {
            addBytes(from.data(), from.offsets()[at], from.offsets()[at + 1] - from.offsets()[at]);
        } else if (column instanceof Column.Nested from) {
            addObject(from.values().get(at));
        }
    }

    public int rows() {
        return rows;
    }

    /** The last number, of a column of ints that is not empty. */
    public int lastInt() {
        return ints[rows - 1];
    }

    /** Adds the result of a row that is not null. */
    public void add(RowBuffer row) {
        if (storage == null) {
            objects.add(row.object);
            rows++;
        } else if (storage == FlatType.Storage.BYTES) {
            addBytes(row.resultBytes, row.resultOffset, row.resultLength);
        } else {
            addNumber(row.number);
        }
    }

    /** Adds a number by its bits. */
    public void addNumber(long bits) {
        switch (storage) {
            case INT -> {
                ints = rows < ints.length ? ints : Arrays.copyOf(ints, more(rows));
                ints[rows] = (int) bits;
            }
            case LONG -> {
                longs = rows < longs.length ? longs : Arrays.copyOf(longs, more(rows));
                longs[rows] = bits;
            }
            case FLOAT -> {
                floats = rows < floats.length ? floats : Arrays.copyOf(floats, more(rows));
                floats[rows] = Float.intBitsToFloat((int) bits);
            }
            case DOUBLE -> {
                doubles = rows < doubles.length ? doubles : Arrays.copyOf(doubles, more(rows));
                doubles[rows] = Double.longBitsToDouble(bits);
            }
            case BYTES -> throw new IllegalStateException();
        }
        valid();
        rows++;
    }

    /** Adds a string or bytes. */
    public void addBytes(byte[] array, int offset, int length) {
        ints = rows + 1 < ints.length ? ints : Arrays.copyOf(ints, more(rows + 1));
        int at = ints[rows];
        if (length > MAX_BYTES - at) {
            throw new GuestFault(UdfErrorKind.LIMIT, "the results of a block have more than 2 GiB");
        }
        if (data.length < at + length) {
            data = Arrays.copyOf(data, (int) Math.min(MAX_BYTES, Math.max(at + length, data.length * 2L + 1024)));
        }
        System.arraycopy(array, offset, data, at, length);
        ints[rows + 1] = at + length;
        valid();
        rows++;
    }

    /** Adds a nested value. */
    public void addObject(Object value) {
        objects.add(value);
        rows++;
    }

    /** Takes the last rows away. */
    public void truncate(int size) {
        while (storage == null && objects.size() > size) {
            objects.remove(objects.size() - 1);
        }
        for (int row = size; validity != null && row < rows; row++) {
            validity[row >> 3] |= (byte) (1 << (row & 7));
        }
        rows = Math.min(rows, size);
    }

    /** Adds a null. */
    public void addNull() {
        if (storage == null) {
            objects.add(null);
            rows++;
            return;
        }
        if (validity == null) {
            validity = Column.allValid(Math.max(rows + 1, capacity()));
        }
        if (storage == FlatType.Storage.BYTES) {
            addBytes(data, 0, 0);
        } else {
            addNumber(0);
        }
        Column.setNull(validity, rows - 1);
    }

    private int capacity() {
        return Math.max(Math.max(ints.length, longs.length), Math.max(floats.length, doubles.length));
    }

    private void valid() {
        if (validity != null && validity.length << 3 <= rows) {
            int known = validity.length;
            validity = Arrays.copyOf(validity, more(known));
            Arrays.fill(validity, known, validity.length, (byte) -1);
        }
    }

    private static int more(int size) {
        return (int) Math.min(MAX_BYTES, size * 2L + 16);
    }

    public Column build() {
        if (storage == null) {
            return new Column.Nested(type, objects);
        }
        UdfType named = validity == null ? type : type.nullable();
        return switch (storage) {
            case INT -> new Column.Ints(named, rows, ints, validity);
            case LONG -> new Column.Longs(named, rows, longs, validity);
            case FLOAT -> new Column.Floats(named, rows, floats, validity);
            case DOUBLE -> new Column.Doubles(named, rows, doubles, validity);
            case BYTES -> new Column.Bytes(named, rows, data, ints, validity);
        };
    }
}
