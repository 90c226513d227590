package dev.vespula.udf.internal.arrowudf;

import dev.vespula.Func;
import dev.vespula.Instance;
import dev.vespula.udf.Column;
import dev.vespula.udf.FlatType;
import dev.vespula.udf.TableResult;
import dev.vespula.udf.UdfErrorKind;
import dev.vespula.udf.internal.block.ColumnBuilder;
import dev.vespula.udf.internal.block.ColumnJoiner;
import dev.vespula.udf.internal.ipc.ArrowFileReader;
import dev.vespula.udf.internal.task.CallCore;
import dev.vespula.udf.internal.task.GuestFault;
import dev.vespula.udf.internal.task.RowBuffer;
import dev.vespula.udf.internal.task.TableBody;
import java.util.List;

/** A table function: blocks of results until there are no more, each row with the number of the row that it is for. */
final class ArrowUdfTable implements TableBody {
    private final Func next;
    private final Func drop;
    private final ArrowUdfCall function;
    private final CallCore call;

    ArrowUdfTable(Instance instance, ArrowUdfCall function, CallCore call) {
        this.next = instance.func("record_batch_iterator_next");
        this.drop = instance.func("record_batch_iterator_drop");
        this.function = function;
        this.call = call;
    }

    @Override
    public boolean takesBlocks() {
        return true;
    }

    @Override
    public void run(RowBuffer row, RowSink sink) {
        throw new IllegalStateException("takes blocks");
    }

    @Override
    public TableResult run(List<Column> arguments, int rows) {
        return function.run(arguments, rows, slice -> results(slice, rows));
    }

    private TableResult results(int slice, int rows) {
        int iterator = function.address(slice);
        ColumnBuilder places = ColumnBuilder.of(FlatType.INT32, rows);
        ColumnJoiner results = new ColumnJoiner(call.function().columns().get(0).type());
        long most = (long) call.task().limits().rowsPerCall() * Math.max(1, rows);
        while (true) {
            next.callVoid(iterator, slice);
            if (function.address(slice) == 0) {
                break;
            }
            ArrowFileReader.Batch batch = function.file(slice);
            if ((long) places.rows() + batch.rows() > Math.min(most, Integer.MAX_VALUE - 8)) {
                throw new GuestFault(UdfErrorKind.LIMIT, "returns more than " + most + " rows (rowsPerCall)");
            }
            places(batch, rows, places);
            results.add(ArrowUdfScalar.result(batch, 1, call.function().columns().get(0).type().flat()), batch.rows());
        }
        drop.callVoid(iterator);
        int[] indices = ((Column.Ints) places.build()).values();
        return new TableResult(indices, List.of(results.build()));
    }

    private void places(ArrowFileReader.Batch batch, int rows, ColumnBuilder places) {
        Column column = ArrowUdfScalar.result(batch, 0, FlatType.INT32);
        int last = places.rows() == 0 ? 0 : places.lastInt();
        for (int i = 0; i < batch.rows(); i++) {
            int row = column.isNull(i) ? -1 : ((Column.Ints) column).values()[i];
            if (row < last || row >= rows) {
                throw GuestFault.malformed("returned a result for row " + row + " of " + rows);
            }
            places.addNumber(row);
            last = row;
        }
    }
}
