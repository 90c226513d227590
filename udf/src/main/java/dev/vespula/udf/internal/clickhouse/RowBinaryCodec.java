package dev.vespula.udf.internal.clickhouse;

import dev.vespula.udf.Column;
import dev.vespula.udf.Field;
import dev.vespula.udf.UdfType;
import dev.vespula.udf.internal.block.ColumnBuilder;
import dev.vespula.udf.internal.rowbinary.RowBinaryReader;
import dev.vespula.udf.internal.rowbinary.RowBinaryWriter;
import dev.vespula.udf.internal.task.GuestFault;
import dev.vespula.udf.internal.task.TableBody;
import java.util.List;

/** RowBinary. */
final class RowBinaryCodec implements BlockCodec {
    @Override
    public byte[] write(List<Column> columns, int rows) {
        return RowBinaryWriter.write(columns, rows);
    }

    @Override
    public Column read(ResultBytes result) {
        byte[] bytes = result.bytes();
        int rows = result.rows();
        UdfType type = result.type();
        ColumnBuilder builder = ColumnBuilder.of(type, rows);
        Sink sink = new Sink(builder);
        RowBinaryReader reader = new RowBinaryReader(bytes, 0, bytes.length, result.limits());
        List<Field> columns = List.of(new Field("result", type));
        for (int row = 0; row < rows; row++) {
            reader.row(columns, sink);
        }
        if (reader.hasMore()) {
            throw GuestFault.malformed("returned more than " + rows + " rows");
        }
        return builder.build();
    }

    private record Sink(ColumnBuilder builder) implements TableBody.RowSink {
        @Override
        public void number(int column, long bits) {
            builder.addNumber(bits);
        }

        @Override
        public void bytes(int column, byte[] array, int offset, int length) {
            builder.addBytes(array, offset, length);
        }

        @Override
        public void isNull(int column) {
            builder.addNull();
        }

        @Override
        public void object(int column, Object value) {
            builder.addObject(value);
        }

        @Override
        public void endRow() {
            // There is one column.
        }
    }
}
