package dev.vespula.spark.internal.function;

import dev.vespula.spark.internal.task.FunctionUse;
import dev.vespula.spark.internal.task.Guest;
import dev.vespula.spark.internal.type.SqlTypes;
import dev.vespula.spark.internal.type.SqlValues;
import dev.vespula.udf.OnError;
import dev.vespula.udf.RowCall;
import dev.vespula.udf.UdfException;
import org.apache.spark.sql.connector.catalog.functions.ScalarFunction;
import org.apache.spark.sql.types.DataType;
import org.jspecify.annotations.Nullable;

/**
 * A scalar function. Spark writes code that calls {@code invoke} of a subclass with its very types: it looks only at methods that the
 * class itself declares, so each has its own.
 */
abstract class BoundScalar extends BoundForm<RowCall> implements ScalarFunction<@Nullable Object> {
    private static final long serialVersionUID = 1;

    private final DataType resultType;

    BoundScalar(FunctionUse use, DataType[] inputTypes) {
        super(use, inputTypes);
        this.resultType = SqlTypes.result(use.function().signature(), inputTypes);
    }

    @Override
    final RowCall open(Guest guest, String function) {
        return guest.scalar(function);
    }

    @Override
    public final DataType resultType() {
        return resultType;
    }

    /** Calls it with the arguments that were set. */
    final @Nullable Object run(RowCall call) {
        if (!call.run()) {
            return null;
        }
        try {
            return SqlValues.result(call, call.signature().result(), resultType);
        } catch (UdfException e) {
            if (use.onError() == OnError.FAIL) {
                throw e;
            }
            return null;
        }
    }
}
