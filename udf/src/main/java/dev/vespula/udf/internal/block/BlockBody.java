package dev.vespula.udf.internal.block;

import dev.vespula.udf.Column;
import dev.vespula.udf.internal.task.RowBuffer;
import dev.vespula.udf.internal.task.ScalarBody;
import java.util.ArrayList;
import java.util.List;

/** A function of an ABI of blocks; a row is a block of one. */
public abstract class BlockBody implements ScalarBody {
    @Override
    public final boolean takesBlocks() {
        return true;
    }

    @Override
    public abstract Column run(List<Column> arguments, int rows);

    @Override
    public final void run(RowBuffer row) {
        List<Column> arguments = new ArrayList<>();
        for (int i = 0; i < row.params.size(); i++) {
            arguments.add(ColumnBuilder.single(row, i));
        }
        result(run(arguments, 1), row);
    }

    private static void result(Column column, RowBuffer row) {
        if (column.isNull(0)) {
            row.isNull = true;
        } else if (column instanceof Column.Longs longs) {
            row.number = longs.values()[0];
        } else if (column instanceof Column.Ints ints) {
            row.number = ints.values()[0];
        } else if (column instanceof Column.Doubles doubles) {
            row.number = Double.doubleToRawLongBits(doubles.values()[0]);
        } else if (column instanceof Column.Floats floats) {
            row.number = Float.floatToRawIntBits(floats.values()[0]);
        } else if (column instanceof Column.Bytes bytes) {
            row.resultBytes = bytes.data();
            row.resultOffset = bytes.offsets()[0];
            row.resultLength = bytes.offsets()[1] - row.resultOffset;
        } else if (column instanceof Column.Nested nested) {
            row.object = nested.values().get(0);
        }
    }
}
