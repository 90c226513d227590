package dev.vespula.udf.internal.clickhouse;

import dev.vespula.udf.Column;
import dev.vespula.udf.FlatType;
import dev.vespula.udf.UdfErrorKind;
import dev.vespula.udf.UdfLimits;
import dev.vespula.udf.UdfType;
import dev.vespula.udf.internal.block.ColumnBuilder;
import dev.vespula.udf.internal.memory.GuestMemory;
import dev.vespula.udf.internal.memory.Utf8;
import dev.vespula.udf.internal.rowbinary.LittleEndian;
import dev.vespula.udf.internal.rowbinary.RowBinaryWriter;
import dev.vespula.udf.internal.rowbinary.Width;
import dev.vespula.udf.internal.task.GuestFault;
import dev.vespula.udf.internal.task.Narrow;
import java.util.List;

/**
 * ColumnBinary: a header of 16 bytes, five u64 for each column (type, and where its nulls, offsets and values are), the values, all at
 * multiples of 8.
 */
final class ColumnBinaryCodec implements BlockCodec {
    /** "CBIN". */
    private static final int MAGIC = 0x4e494243;
    private static final short VERSION = 1;
    private static final int HEADER_BYTES = 16;
    private static final int COLUMN_BYTES = 40;
    private static final int NULLABLE = 0x20;
    private static final int CONSTANT = 0x80;

    @Override
    public byte[] write(List<Column> columns, int rows) {
        long size = HEADER_BYTES + (long) COLUMN_BYTES * columns.size();
        for (Column column : columns) {
            size += size(column, rows);
        }
        if (size > Integer.MAX_VALUE - 8) {
            throw new GuestFault(UdfErrorKind.LIMIT, "a block of " + size + " bytes");
        }
        byte[] frame = new byte[(int) size];
        LittleEndian.write(frame, 0, MAGIC);
        LittleEndian.write(frame, 4, VERSION);
        LittleEndian.write(frame, 8, rows);
        LittleEndian.write(frame, 12, columns.size());
        int at = HEADER_BYTES + COLUMN_BYTES * columns.size();
        for (int i = 0; i < columns.size(); i++) {
            at = column(frame, HEADER_BYTES + COLUMN_BYTES * i, columns.get(i), rows, at);
        }
        return frame;
    }

    private static long size(Column column, int rows) {
        long nulls = column.type().isNullable() ? aligned(rows) : 0;
        if (column instanceof Column.Bytes values) {
            return nulls + 8L * (rows + 1) + aligned((long) values.offsets()[rows] - values.offsets()[0]);
        }
        return nulls + aligned((long) rows * Width.of(column.type().flat()));
    }

    private static long aligned(long size) {
        return (size + 7) & -8;
    }

    private static int column(byte[] frame, int head, Column column, int rows, int begin) {
        int at = begin;
        int code = code(column.type().flat());
        if (column.type().isNullable()) {
            code |= NULLABLE;
            LittleEndian.write(frame, head + 8, (long) at);
            for (int row = 0; row < rows; row++) {
                frame[at + row] = (byte) (column.isNull(row) ? 1 : 0);
            }
            at += (int) aligned(rows);
        }
        LittleEndian.write(frame, head, (long) code);
        if (column instanceof Column.Bytes values) {
            int first = values.offsets()[0];
            LittleEndian.write(frame, head + 16, (long) at);
            for (int row = 0; row <= rows; row++) {
                LittleEndian.write(frame, at + 8 * row, (long) values.offsets()[row] - first);
            }
            at += 8 * (rows + 1);
            int length = values.offsets()[rows] - first;
            System.arraycopy(values.data(), first, frame, at, length);
            LittleEndian.write(frame, head + 24, (long) at);
            LittleEndian.write(frame, head + 32, (long) length);
            return at + (int) aligned(length);
        }
        int width = Width.of(column.type().flat());
        LittleEndian.write(frame, head + 24, (long) at);
        LittleEndian.write(frame, head + 32, (long) rows * width);
        for (int row = 0; row < rows; row++) {
            Width.write(frame, at + row * width, width, column.isNull(row) ? 0 : RowBinaryWriter.bits(column, row));
        }
        return at + (int) aligned((long) rows * width);
    }

    /** 0 is bytes; 1 to 4 are numbers of 8 to 64 bits. */
    private static int code(FlatType type) {
        int width = Width.of(type);
        return width == 0 ? 0 : Integer.numberOfTrailingZeros(width) + 1;
    }

    @Override
    public Column read(ResultBytes result) {
        byte[] bytes = result.bytes();
        int rows = result.rows();
        if (bytes.length < HEADER_BYTES + COLUMN_BYTES || LittleEndian.readInt(bytes, 0) != MAGIC
                || LittleEndian.readShort(bytes, 4) != VERSION) {
            throw GuestFault.malformed("returned no frame of ColumnBinary, version 1");
        }
        int columns = LittleEndian.readInt(bytes, 12);
        int count = LittleEndian.readInt(bytes, 8);
        if (columns != 1 || count != rows) {
            throw GuestFault.malformed("returned " + Integer.toUnsignedLong(columns) + " columns of " + Integer.toUnsignedLong(
                    count)
                    + " rows; one of " + rows + " is wanted");
        }
        return new Frame(result).read();
    }

    /** One column of a frame. */
    private static final class Frame {
        private final byte[] bytes;
        private final UdfType type;
        private final FlatType flat;
        private final int rows;
        private final UdfLimits limits;

        Frame(ResultBytes result) {
            this.bytes = result.bytes();
            this.type = result.type();
            this.flat = type.flat();
            this.rows = result.rows();
            this.limits = result.limits();
        }

        Column read() {
            long kind = LittleEndian.readLong(bytes, HEADER_BYTES);
            boolean hasNulls = (kind & NULLABLE) != 0;
            boolean isConstant = (kind & CONSTANT) != 0;
            if ((kind & ~(NULLABLE | CONSTANT)) != code(flat) || hasNulls && !type.isNullable()) {
                throw GuestFault.malformed("returned a column of type " + kind + ", which is no " + type);
            }
            int stored = isConstant ? Math.min(1, rows) : rows;
            int nulls = hasNulls ? range(LittleEndian.readLong(bytes, HEADER_BYTES + 8), stored) : 0;
            ColumnBuilder builder = ColumnBuilder.of(type, rows);
            long data = LittleEndian.readLong(bytes, HEADER_BYTES + 24);
            long size = LittleEndian.readLong(bytes, HEADER_BYTES + 32);
            int values = range(data, size);
            int width = Width.of(flat);
            if (width > 0 && size < (long) stored * width) {
                throw GuestFault.malformed("returned " + size + " bytes for " + stored + " values of " + type);
            }
            int offsets = width > 0 ? 0 : range(LittleEndian.readLong(bytes, HEADER_BYTES + 16), 8L * (stored + 1));
            for (int row = 0; row < rows; row++) {
                int at = isConstant ? 0 : row;
                if (hasNulls && bytes[nulls + at] != 0) {
                    builder.addNull();
                } else if (width > 0) {
                    long bits = Width.read(bytes, values + at * width, flat);
                    builder.addNumber(flat == FlatType.BOOLEAN ? Narrow.check(flat, (int) bits) : bits);
                } else {
                    bytes(builder, offsets + 8 * at, values, size);
                }
            }
            return builder.build();
        }

        private void bytes(ColumnBuilder builder, int offsets, int values, long size) {
            long begin = LittleEndian.readLong(bytes, offsets);
            long end = LittleEndian.readLong(bytes, offsets + 8);
            if (begin < 0 || end < begin || end > size) {
                throw GuestFault.malformed("returned a value from byte " + begin + " to " + end + " of " + size);
            }
            int length = (int) (end - begin);
            GuestMemory.checkValue(length, limits);
            int at = values + (int) begin;
            if (flat.isText() && !Utf8.isValid(bytes, at, length)) {
                throw GuestFault.malformed("a result that is no UTF-8");
            }
            builder.addBytes(bytes, at, length);
        }

        /** A place of the frame at which there are so many bytes. */
        private int range(long at, long size) {
            if (at < 0 || size < 0 || at > bytes.length || size > bytes.length - at) {
                throw GuestFault.malformed("returned a column beyond its frame: " + size + " bytes at " + at + " of "
                        + bytes.length);
            }
            return (int) at;
        }
    }
}
