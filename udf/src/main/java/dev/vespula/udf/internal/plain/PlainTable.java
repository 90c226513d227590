package dev.vespula.udf.internal.plain;

import dev.vespula.udf.internal.rowbinary.RowBinaryReader;
import dev.vespula.udf.internal.task.CallCore;
import dev.vespula.udf.internal.task.RowBuffer;
import dev.vespula.udf.internal.task.TableBody;

/** A table function: what it returns are bytes with rows as ClickHouse's RowBinary has them. */
final class PlainTable implements TableBody {
    private final PlainCall function;
    private final CallCore call;

    PlainTable(PlainCall function, CallCore call) {
        this.function = function;
        this.call = call;
    }

    @Override
    public void run(RowBuffer row, RowSink sink) {
        function.run(row);
        RowBinaryReader reader = new RowBinaryReader(row.resultBytes, row.resultOffset, row.resultLength, call.task().limits());
        while (reader.hasMore()) {
            reader.row(call.function().columns(), sink);
        }
    }
}
