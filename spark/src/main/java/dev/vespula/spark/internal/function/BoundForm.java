package dev.vespula.spark.internal.function;

import dev.vespula.spark.internal.task.FunctionUse;
import dev.vespula.spark.internal.task.Guest;
import dev.vespula.spark.internal.type.SqlValues;
import dev.vespula.udf.Field;
import dev.vespula.udf.RowArguments;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.catalog.functions.BoundFunction;
import org.apache.spark.sql.types.DataType;
import org.jspecify.annotations.Nullable;

/**
 * A function with the types of one place in a query. Every task has a copy, which finds the guest of its task when it is first called.
 *
 * @param <C> how it is called
 */
abstract class BoundForm<C extends RowArguments<C>> implements BoundFunction, Serializable {
    private static final long serialVersionUID = 1;

    final FunctionUse use;
    final DataType[] inputTypes;
    /** Written as one object: two threads may want it at once. */
    private transient @Nullable Bound<C> bound;

    private record Bound<C>(Guest guest, C call) {}

    BoundForm(FunctionUse use, DataType[] inputTypes) {
        this.use = use;
        this.inputTypes = inputTypes;
    }

    /** The function in a guest. */
    abstract C open(Guest guest, String function);

    /** The function in the guest of the task that runs in this thread. */
    final C call() {
        Bound<C> known = bound;
        return known != null && known.guest.isOfThisThread() ? known.call : bind();
    }

    private C bind() {
        Guest guest = use.guest();
        C call = open(guest, use.function().name());
        bound = new Bound<>(guest, call);
        return call;
    }

    /** The function, with the values of a row as arguments. */
    final C callWith(InternalRow row) {
        C call = call();
        List<Field> params = call.signature().params();
        for (int i = 0; i < inputTypes.length; i++) {
            SqlValues.set(call, i, row, params.get(i).type(), inputTypes[i]);
        }
        return call;
    }

    @Override
    public final DataType[] inputTypes() {
        return inputTypes.clone();
    }

    @Override
    public final boolean isDeterministic() {
        return use.isDeterministic();
    }

    @Override
    public final String name() {
        return use.function().name();
    }

    @Override
    public final String canonicalName() {
        return use.function().canonicalName();
    }

    /** So that Spark sees that two calls are one. */
    @Override
    public final boolean equals(@Nullable Object other) {
        return other instanceof BoundForm<?> same && same.getClass() == getClass() && same.use.equals(use)
                && Arrays.equals(same.inputTypes, inputTypes);
    }

    @Override
    public final int hashCode() {
        return use.hashCode();
    }

    @Override
    public final String toString() {
        return use.toString();
    }
}
