package dev.vespula.udf.internal.arrowudf;

import dev.vespula.udf.Column;
import dev.vespula.udf.Field;
import dev.vespula.udf.FlatType;
import dev.vespula.udf.internal.block.BlockBody;
import dev.vespula.udf.internal.ipc.ArrowFileReader;
import dev.vespula.udf.internal.task.CallCore;
import dev.vespula.udf.internal.task.GuestFault;
import java.util.List;

/** A scalar function: as many results as rows, and perhaps a column that says at which it failed. */
final class ArrowUdfScalar extends BlockBody {
    private final ArrowUdfCall function;
    private final CallCore call;

    ArrowUdfScalar(ArrowUdfCall function, CallCore call) {
        this.function = function;
        this.call = call;
    }

    @Override
    public Column run(List<Column> arguments, int rows) {
        ArrowFileReader.Batch batch = function.run(arguments, rows, function::file);
        if (batch.rows() != rows) {
            throw GuestFault.malformed("returned " + batch.rows() + " rows for " + rows);
        }
        Column result = result(batch, 0, call.function().result().flat());
        for (int i = 1; i < batch.fields().size(); i++) {
            if (batch.fields().get(i).name().equals("error") && batch.columns().get(i) instanceof Column.Bytes errors) {
                for (int row = 0; row < rows; row++) {
                    if (!errors.isNull(row)) {
                        call.rowFailed(row, String.valueOf(errors.value(row)));
                    }
                }
            }
        }
        return result;
    }

    /** A column of a batch, if it has the type. */
    static Column result(ArrowFileReader.Batch batch, int index, FlatType type) {
        if (index >= batch.fields().size()) {
            throw GuestFault.malformed("returned " + batch.fields().size() + " columns");
        }
        Field field = batch.fields().get(index);
        if (field.type().flat() != type) {
            throw GuestFault.malformed("returned a column of type " + field.type() + ", not " + type);
        }
        return batch.columns().get(index);
    }
}
