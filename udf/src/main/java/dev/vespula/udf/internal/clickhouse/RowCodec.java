package dev.vespula.udf.internal.clickhouse;

import dev.vespula.udf.Column;
import dev.vespula.udf.FlatType;
import dev.vespula.udf.internal.rowbinary.RowBinaryWriter;
import java.util.List;

/** Formats that have one value after the other, row by row. */
abstract class RowCodec implements BlockCodec {
    /** For how many bytes a value has room at first. */
    private final int expectedBytes;

    RowCodec(int expectedBytes) {
        this.expectedBytes = expectedBytes;
    }

    @Override
    public final byte[] write(List<Column> columns, int rows) {
        ByteOutput out = new ByteOutput(rows * columns.size() * expectedBytes);
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < columns.size(); i++) {
                beforeValue(out, i);
                value(out, columns.get(i), row);
            }
            endRow(out);
        }
        return out.toByteArray();
    }

    private void value(ByteOutput out, Column column, int row) {
        if (column.isNull(row)) {
            writeNull(out);
        } else if (column instanceof Column.Bytes values) {
            writeBytes(out, values.data(), values.offsets()[row], values.offsets()[row + 1]);
        } else {
            writeNumber(out, column.type().flat(), RowBinaryWriter.bits(column, row));
        }
    }

    @Override
    public final Column read(ResultBytes result) {
        return reader(result).read();
    }

    /** Writes what stands before the value of a column. */
    void beforeValue(ByteOutput out, int column) {}

    abstract void writeNull(ByteOutput out);

    /** Writes a string or bytes. */
    abstract void writeBytes(ByteOutput out, byte[] data, int begin, int end);

    /** Writes a number, a date or a time by its bits. */
    abstract void writeNumber(ByteOutput out, FlatType type, long bits);

    /** Writes what stands behind the last value of a row. */
    void endRow(ByteOutput out) {}

    abstract ResultReader reader(ResultBytes result);
}
