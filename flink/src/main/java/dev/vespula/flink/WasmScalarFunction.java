package dev.vespula.flink;

import dev.vespula.flink.internal.sql.FlatTypes;
import dev.vespula.flink.internal.sql.SqlSignature;
import dev.vespula.flink.internal.sql.SqlType;
import dev.vespula.udf.FlatType;
import dev.vespula.udf.FunctionKind;
import dev.vespula.udf.OnError;
import dev.vespula.udf.RowCall;
import dev.vespula.udf.Signature;
import dev.vespula.udf.UdfTask;
import dev.vespula.udf.UdfType;
import dev.vespula.udf.WasmUdfs;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.table.catalog.DataTypeFactory;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.functions.FunctionContext;
import org.apache.flink.table.functions.ScalarFunction;
import org.apache.flink.table.functions.UserDefinedFunctionHelper;
import org.apache.flink.table.types.inference.TypeInference;
import org.jspecify.annotations.Nullable;

/**
 * A scalar function of a module for Flink SQL and the Table API. {@link WasmFunctions#register} makes them for whole modules.
 *
 * <pre>{@code
 * tables.createTemporarySystemFunction("gcd", WasmScalarFunction.of(udfs, "gcd"));
 * tables.executeSql("SELECT gcd(a, b) FROM pairs");
 * }</pre>
 *
 * <p>Numbers go over without boxing where no argument can be null. If an argument is null whose type has no null, the result is null. Each
 * subtask has an instance of its own. Failures at a row are failures of the job, unless {@link WasmUdfs#onError} says otherwise.
 */
public abstract class WasmScalarFunction extends ScalarFunction {
    private static final long serialVersionUID = 1;

    private final WasmUdfs udfs;
    private final Signature signature;

    private transient @Nullable UdfTask task;
    private transient @Nullable RowCall call;
    private transient SqlType @Nullable [] params;
    private transient @Nullable SqlType result;

    WasmScalarFunction(WasmUdfs udfs, Signature signature) {
        this.udfs = udfs;
        this.signature = signature;
    }

    /**
     * A function of a module.
     *
     * @throws dev.vespula.udf.UdfException with {@link dev.vespula.udf.UdfErrorKind#UNKNOWN_FUNCTION} if there is no such scalar function
     */
    public static WasmScalarFunction of(WasmUdfs udfs, String function) {
        Signature signature = Kinds.signature(udfs, function, FunctionKind.SCALAR);
        WasmScalarFunction typed = udfs.onError() == OnError.FAIL ? ofResult(udfs, signature) : null;
        return typed != null && typed.hasEval() ? typed : new ObjectScalarFunction(udfs, signature);
    }

    /** The form whose calls give the result without boxing, if there is one. */
    private static @Nullable WasmScalarFunction ofResult(WasmUdfs udfs, Signature signature) {
        Class<?> result = primitive(signature.result());
        if (result == int.class) {
            return new IntScalarFunction(udfs, signature);
        }
        if (result == long.class) {
            return new LongScalarFunction(udfs, signature);
        }
        if (result == float.class) {
            return new FloatScalarFunction(udfs, signature);
        }
        return result == double.class ? new DoubleScalarFunction(udfs, signature) : null;
    }

    /** Whether this form has a call for the very parameters. */
    private boolean hasEval() {
        List<Class<?>> params = signature.params().stream().<Class<?>>map(param -> primitive(param.type())).toList();
        return Stream.of(getClass().getDeclaredMethods()).anyMatch(method -> method.getName().equals(
                UserDefinedFunctionHelper.SCALAR_EVAL) && List.of(method.getParameterTypes()).equals(params));
    }

    private static @Nullable Class<?> primitive(UdfType type) {
        return type instanceof FlatType flat ? FlatTypes.primitive(flat) : null;
    }

    /** Whether calls may go without boxing. */
    boolean isOfNumbers() {
        return true;
    }

    /** The signature in the module. */
    public Signature signature() {
        return signature;
    }

    final RowCall call() {
        return call;
    }

    @Override
    public void open(FunctionContext context) {
        task = udfs.newTask();
        call = task.rowCall(signature.name());
        params = SqlType.types(signature.params()).toArray(new SqlType[0]);
        result = SqlType.of(signature.result());
        context.getMetricGroup().gauge("wasmFuel." + signature.name(), call::fuelUsed);
    }

    @Override
    public void close() {
        if (task != null) {
            task.close();
            task = null;
        }
    }

    /** For Flink: a call with objects. */
    public @Nullable Object eval(@Nullable Object... args) {
        for (int i = 0; i < args.length; i++) {
            if (args[i] == null) {
                call.setNull(i);
            } else {
                call.setObject(i, params[i].toFunction(args[i]));
            }
        }
        if (!call.run()) {
            return null;
        }
        // Text is UTF-8 on both sides.
        FlatType flat = result instanceof SqlType.Flat single ? single.type() : null;
        if (flat == FlatType.STRING || flat == FlatType.JSON) {
            return StringData.fromBytes(call.getBytes());
        }
        return result.orNullToSql(call.getObject());
    }

    @Override
    public TypeInference getTypeInference(DataTypeFactory factory) {
        SqlSignature arguments = isOfNumbers() ? SqlSignature.ofNumbers(signature) : SqlSignature.ofObjects(signature);
        return TypeInference.newBuilder().inputTypeStrategy(arguments)
                .outputTypeStrategy(context -> Optional.of(arguments.isPrimitive(context)
                        ? SqlSignature.numbers(signature.columns().get(0))
                        : SqlType.of(signature.result()).dataType()))
                .build();
    }

    @Override
    public String toString() {
        return signature.toString();
    }
}
