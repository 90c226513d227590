package dev.vespula.spark.internal.function;

import dev.vespula.spark.internal.task.FunctionUse;
import dev.vespula.spark.internal.type.SqlTypes;
import dev.vespula.udf.Field;
import dev.vespula.udf.FlatType;
import dev.vespula.udf.OnError;
import dev.vespula.udf.Signature;
import dev.vespula.udf.UdfType;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.spark.sql.connector.catalog.functions.BoundFunction;
import org.apache.spark.sql.connector.catalog.functions.ScalarFunction;
import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/** A function by name, before it is known what it is called with. */
public final class WasmUnboundFunction implements UnboundFunction {
    private final FunctionUse use;

    public WasmUnboundFunction(FunctionUse use) {
        this.use = use;
    }

    /** The function. */
    public FunctionUse use() {
        return use;
    }

    /** Takes as many arguments as the function has; Spark casts them where their types differ, or says that it cannot. */
    @Override
    public BoundFunction bind(StructType given) {
        Signature signature = use.function().signature();
        List<Field> params = signature.params();
        if (given.size() != params.size()) {
            throw new UnsupportedOperationException(signature + " takes " + params.size() + " arguments, not " + given.size());
        }
        DataType[] types = new DataType[params.size()];
        for (int i = 0; i < types.length; i++) {
            types[i] = SqlTypes.parameter(params.get(i).type(), given.fields()[i].dataType());
        }
        return switch (signature.kind()) {
            case SCALAR -> scalar(signature, types);
            case TABLE -> new TableScalar(use, types);
            case AGGREGATE -> new BoundAggregate(use, types);
        };
    }

    /** The form that costs least. */
    private ScalarFunction<?> scalar(Signature signature, DataType[] types) {
        boolean isPlain = signature.params().stream().allMatch(param -> SqlTypes.isSame(param.type()) && isNullSafe(param
                .type()));
        if (isPlain && use.onError() == OnError.FAIL && isNumber(signature.result())
                && signature.params().stream().allMatch(param -> isNumber(param.type()))) {
            BoundScalar typed = switch (signature.result().flat()) {
                case BOOLEAN -> new BooleanScalar(use, types);
                case INT32, DATE32 -> new IntScalar(use, types);
                case INT64, TIME64, TIMESTAMP -> new LongScalar(use, types);
                case FLOAT32 -> new FloatScalar(use, types);
                case FLOAT64 -> new DoubleScalar(use, types);
                default -> new RowScalar(use, types);
            };
            if (hasInvoke(typed.getClass(), types)) {
                return typed;
            }
        }
        return isPlain && hasInvoke(ObjectScalar.class, types) ? new ObjectScalar(use, types) : new RowScalar(use, types);
    }

    /** Whether Spark leaves a null to the function where the function wants it: a number it does not, since int has no null. */
    private static boolean isNullSafe(UdfType type) {
        return !type.isNullable() || type.flat().storage() == FlatType.Storage.BYTES;
    }

    private static boolean isNumber(UdfType type) {
        return type instanceof FlatType flat && flat.storage() != FlatType.Storage.BYTES;
    }

    /** Whether Spark will find the method. */
    private static boolean hasInvoke(Class<?> form, DataType[] types) {
        List<Class<?>> params = Stream.of(types).<Class<?>>map(SqlTypes::javaClass).toList();
        return Stream.of(form.getDeclaredMethods()).anyMatch(method -> method.getName().equals(ScalarFunction.MAGIC_METHOD_NAME)
                && List.of(method.getParameterTypes()).equals(params));
    }

    @Override
    public String description() {
        return use.function().signature() + ", a " + use.function().kind().name().toLowerCase(Locale.ROOT)
                + " function of a WebAssembly module";
    }

    @Override
    public String name() {
        return use.function().name();
    }
}
