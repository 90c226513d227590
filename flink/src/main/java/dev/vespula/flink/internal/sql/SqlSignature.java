package dev.vespula.flink.internal.sql;

import dev.vespula.udf.Field;
import dev.vespula.udf.Signature;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.table.functions.FunctionDefinition;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.inference.ArgumentCount;
import org.apache.flink.table.types.inference.CallContext;
import org.apache.flink.table.types.inference.ConstantArgumentCount;
import org.apache.flink.table.types.inference.InputTypeStrategy;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.utils.LogicalTypeCasts;

/**
 * The arguments of a function as Flink's planner infers them. Numbers go over without boxing in calls in which no argument can be null;
 * in others all are objects: were some of each kind, no overload would fit best.
 */
public final class SqlSignature implements InputTypeStrategy {
    private final Signature signature;
    private final List<SqlType> params;
    private final boolean isPrimitive;

    private SqlSignature(Signature signature, boolean isPrimitive) {
        this.signature = signature;
        this.params = SqlType.types(signature.params());
        this.isPrimitive = isPrimitive;
    }

    /** Arguments that are always objects. */
    public static SqlSignature ofObjects(Signature signature) {
        return new SqlSignature(signature, false);
    }

    /** Arguments that are all numbers, and go over without boxing where they can. */
    public static SqlSignature ofNumbers(Signature signature) {
        return new SqlSignature(signature, true);
    }

    /** Whether a call has numbers without boxing. */
    public boolean isPrimitive(CallContext call) {
        return isPrimitive && call.getArgumentDataTypes().stream().noneMatch(type -> type.getLogicalType().isNullable());
    }

    @Override
    public ArgumentCount getArgumentCount() {
        return ConstantArgumentCount.of(params.size());
    }

    @Override
    public Optional<List<DataType>> inferInputTypes(CallContext call, boolean throwOnFailure) {
        boolean withoutBoxing = isPrimitive(call);
        List<DataType> given = call.getArgumentDataTypes();
        List<DataType> wanted = new ArrayList<>();
        for (int i = 0; i < params.size(); i++) {
            DataType type = withoutBoxing ? numbers(signature.params().get(i)) : params.get(i).dataType();
            LogicalType actual = given.get(i).getLogicalType();
            if (!LogicalTypeCasts.supportsImplicitCast(actual, params.get(i).dataType().getLogicalType())) {
                return call.fail(throwOnFailure, "argument %s of %s is %s, and the function of the module is %s", i + 1, call
                        .getName(),
                        actual.asSummaryString(), signature);
            }
            wanted.add(type);
        }
        return Optional.of(wanted);
    }

    /** A type of numbers that are not boxed. */
    public static DataType numbers(Field field) {
        Class<?> primitive = FlatTypes.primitive(field.type().flat());
        return SqlType.of(field.type()).dataType().notNull().bridgedTo(primitive);
    }

    @Override
    public List<org.apache.flink.table.types.inference.Signature> getExpectedSignatures(FunctionDefinition definition) {
        return List.of(org.apache.flink.table.types.inference.Signature.of(params.stream()
                .map(param -> org.apache.flink.table.types.inference.Signature.Argument.of(
                        param.dataType().getLogicalType().asSummaryString()))
                .toList()));
    }
}
