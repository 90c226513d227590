package dev.vespula.flink;

import dev.vespula.flink.internal.sql.SqlSignature;
import dev.vespula.flink.internal.sql.SqlType;
import dev.vespula.udf.AggregateCall;
import dev.vespula.udf.AggregateState;
import dev.vespula.udf.FunctionKind;
import dev.vespula.udf.Signature;
import dev.vespula.udf.UdfTask;
import dev.vespula.udf.WasmUdfs;
import java.util.Optional;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.catalog.DataTypeFactory;
import org.apache.flink.table.functions.AggregateFunction;
import org.apache.flink.table.functions.FunctionContext;
import org.apache.flink.table.types.inference.TypeInference;
import org.jspecify.annotations.Nullable;

/**
 * An aggregate function of a module for Flink SQL and the Table API. Rows that are taken back, as streams of changes have them, it cannot
 * take: such queries are refused by Flink.
 *
 * <pre>{@code
 * tables.createTemporarySystemFunction("total", WasmAggregateFunction.of(udfs, "total"));
 * tables.executeSql("SELECT city, total(amount) FROM orders GROUP BY city");
 * }</pre>
 *
 * <p>One state at a time is open in the guest's memory; when the next key comes, it is saved as bytes. So queries whose rows come sorted by
 * group, or in batches, save once for a group.
 */
public final class WasmAggregateFunction extends AggregateFunction<Object, WasmAccumulator> {
    private static final long serialVersionUID = 1;

    private final WasmUdfs udfs;
    private final Signature signature;

    private transient @Nullable UdfTask task;
    private transient @Nullable AggregateCall call;
    private transient SqlType @Nullable [] params;
    private transient @Nullable SqlType result;
    private transient @Nullable WasmAccumulator current;

    private WasmAggregateFunction(WasmUdfs udfs, Signature signature) {
        this.udfs = udfs;
        this.signature = signature;
    }

    /**
     * A function of a module.
     *
     * @throws dev.vespula.udf.UdfException with {@link dev.vespula.udf.UdfErrorKind#UNKNOWN_FUNCTION} if there is no such aggregate
     */
    public static WasmAggregateFunction of(WasmUdfs udfs, String function) {
        return new WasmAggregateFunction(udfs, Kinds.signature(udfs, function, FunctionKind.AGGREGATE));
    }

    /** The signature in the module. */
    public Signature signature() {
        return signature;
    }

    @Override
    public void open(FunctionContext context) {
        task = udfs.newTask();
        call = task.aggregate(signature.name());
        params = SqlType.types(signature.params()).toArray(new SqlType[0]);
        result = SqlType.of(signature.result());
        context.getMetricGroup().gauge("wasmFuel." + signature.name(), call::fuelUsed);
    }

    @Override
    public void close() {
        if (task != null) {
            task.close();
            task = null;
            current = null;
        }
    }

    @Override
    public WasmAccumulator createAccumulator() {
        return new WasmAccumulator();
    }

    private AggregateState open(WasmAccumulator accumulator) {
        AggregateState open = accumulator.open();
        if (open == null) {
            if (current != null) {
                shelve(current);
            }
            byte[] bytes = accumulator.bytes();
            open = bytes == null ? call.init() : call.load(bytes);
            accumulator.opened(open, this);
            current = accumulator;
        }
        return open;
    }

    /** Makes bytes of a state that is open. */
    void shelve(WasmAccumulator accumulator) {
        AggregateState open = accumulator.open();
        if (open != null) {
            accumulator.shelved(call.save(open));
            call.drop(open);
            current = null;
        }
    }

    /** For Flink: a row. */
    public void accumulate(WasmAccumulator accumulator, @Nullable Object... args) {
        AggregateState state = open(accumulator);
        for (int i = 0; i < args.length; i++) {
            call.setObject(i, params[i].orNullToFunction(args[i]));
        }
        call.update(state);
    }

    /** For Flink: adds what others have. */
    public void merge(WasmAccumulator accumulator, Iterable<WasmAccumulator> others) {
        for (WasmAccumulator other : others) {
            byte[] bytes = other.getState();
            if (bytes != null) {
                call.merge(open(accumulator), call.load(bytes));
            }
        }
    }

    /** For Flink: begins anew. */
    public void resetAccumulator(WasmAccumulator accumulator) {
        AggregateState open = accumulator.open();
        if (open != null) {
            call.drop(open);
            current = null;
        }
        accumulator.cleared();
    }

    @Override
    public @Nullable Object getValue(WasmAccumulator accumulator) {
        return result.orNullToSql(call.result(open(accumulator)));
    }

    @Override
    public TypeInference getTypeInference(DataTypeFactory factory) {
        return TypeInference.newBuilder().inputTypeStrategy(SqlSignature.ofObjects(signature))
                .accumulatorTypeStrategy(context -> Optional.of(
                        DataTypes.STRUCTURED(WasmAccumulator.class, DataTypes.FIELD("state", DataTypes.BYTES()))))
                .outputTypeStrategy(context -> Optional.of(SqlType.of(signature.result()).dataType()))
                .build();
    }

    @Override
    public String toString() {
        return signature.toString();
    }
}
