package dev.vespula.spark.internal.function;

import dev.vespula.spark.internal.task.FunctionUse;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.jspecify.annotations.Nullable;

/** A function of any types. Its arguments come in a row, which costs some 50 ns more than a call with them. */
public final class RowScalar extends BoundScalar {
    private static final long serialVersionUID = 1;

    RowScalar(FunctionUse use, DataType[] inputTypes) {
        super(use, inputTypes);
    }

    @Override
    public @Nullable Object produceResult(InternalRow row) {
        return run(callWith(row));
    }
}
