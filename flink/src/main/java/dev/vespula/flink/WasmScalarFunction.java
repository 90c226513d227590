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
import dev.vespula.udf.WasmUdfs;
import java.util.List;
import java.util.Optional;
import org.apache.flink.table.catalog.DataTypeFactory;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.functions.FunctionContext;
import org.apache.flink.table.functions.ScalarFunction;
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
        Class<?> primitive = Shapes.result(signature);
        if (primitive == null || udfs.onError() != OnError.FAIL) {
            return new ObjectScalarFunction(udfs, signature);
        }
        if (primitive == int.class) {
            return new IntScalarFunction(udfs, signature);
        }
        if (primitive == long.class) {
            return new LongScalarFunction(udfs, signature);
        }
        return primitive == float.class ? new FloatScalarFunction(udfs, signature) : new DoubleScalarFunction(udfs, signature);
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

    /** Which functions go without boxing: those for which {@link RowCall} has a method. */
    private static final class Shapes {
        private static final List<String> KNOWN = List.of("int()", "int(int)", "int(int,int)", "int(int,int,int)", "int(long)",
                "int(long,long)", "int(double)", "int(double,double)", "long()", "long(int)", "long(int,int)", "long(long)",
                "long(long,long)", "long(long,long,long)", "float(float)", "float(float,float)", "double(double)",
                "double(double,double)", "double(double,double,double)", "double(double,double,double,double)");

        /** The class of the result, or null if it does not. */
        static @Nullable Class<?> result(Signature signature) {
            Class<?> result = primitive(signature.result());
            StringBuilder shape = new StringBuilder().append(result).append('(');
            for (int i = 0; i < signature.params().size(); i++) {
                shape.append(i == 0 ? "" : ",").append(primitive(signature.params().get(i).type()));
            }
            return KNOWN.contains(shape.append(')').toString()) ? result : null;
        }

        private static @Nullable Class<?> primitive(dev.vespula.udf.UdfType type) {
            return type instanceof FlatType flat ? FlatTypes.primitive(flat) : null;
        }
    }
}
