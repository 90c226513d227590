package dev.vespula.spark.internal.function;

import dev.vespula.spark.internal.task.FunctionUse;
import dev.vespula.spark.internal.task.Guest;
import dev.vespula.spark.internal.type.SqlTypes;
import dev.vespula.spark.internal.type.SqlValues;
import dev.vespula.udf.AggregateCall;
import dev.vespula.udf.Signature;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.catalog.functions.AggregateFunction;
import org.apache.spark.sql.types.DataType;
import org.jspecify.annotations.Nullable;

/** An aggregate function. States stay in the guest, and are bytes between tasks. */
public final class BoundAggregate extends BoundForm<AggregateCall> implements AggregateFunction<GroupState, @Nullable Object> {
    private static final long serialVersionUID = 1;

    private final DataType resultType;
    /** The state whose result was wanted last. Spark asks once for each group, and never says that it is done with it. */
    private transient @Nullable GroupState finished;

    BoundAggregate(FunctionUse use, DataType[] inputTypes) {
        super(use, inputTypes);
        this.resultType = SqlTypes.result(use.function().signature(), inputTypes);
    }

    @Override
    AggregateCall open(Guest guest, String function) {
        return guest.aggregate(function);
    }

    @Override
    public GroupState newAggregationState() {
        AggregateCall call = call();
        return new GroupState(call, call.init());
    }

    @Override
    public GroupState update(GroupState state, InternalRow row) {
        AggregateCall call = callWith(row);
        call.update(state.in(call));
        return state;
    }

    @Override
    public GroupState merge(GroupState left, GroupState right) {
        AggregateCall call = call();
        call.merge(left.in(call), right.takeFrom(call));
        return left;
    }

    /** A state whose result was read is put away as bytes as soon as another one's is: a million groups need no million states. */
    @Override
    public @Nullable Object produceResult(GroupState state) {
        GroupState last = finished;
        if (last != null && last != state) {
            last.putAway();
        }
        finished = state;
        AggregateCall call = call();
        Signature signature = call.signature();
        return SqlValues.of(call.result(state.in(call)), signature.result(), resultType, signature.name());
    }

    @Override
    public DataType resultType() {
        return resultType;
    }
}
